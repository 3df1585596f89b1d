import { expect, it } from "vitest";
import { targetText, valueText } from "./value-text.ts";

const graph = "0a0a0a0a-0000-4000-8000-000000000002";
const names = {
  [graph]: { name: "Microsoft Graph", type: "servicePrincipal" },
} as const;

it("says what is inside a value, and no marks of Graph", () => {
  const range = { "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: "203.0.113.0/24" };
  expect(valueText(range)).toBe("203.0.113.0/24");
  const secret = { displayName: "Deploy", keyId: "k", endDateTime: "2027-01-01T00:00:00Z", hint: null, tags: ["a", 1] };
  expect(valueText([secret])).toBe(
    "{display name: Deploy; key id: k; end date time: 2027-01-01T00:00:00Z; tags: [a, 1]}",
  );
  expect(valueText("enabledForReportingButNotEnforced")).toBe("report-only (enabledForReportingButNotEnforced)");
  expect(valueText({})).toBe("nothing in it");
});

it("says of a grant for whom it speaks, of an assignment what as, of a credential who it is", () => {
  const grant = { clientId: "c", consentType: "AllPrincipals", principalId: null, resourceId: graph, scope: " a b" };
  expect(targetText(grant, names)).toBe(`a, b of Microsoft Graph (${graph}), for everybody`);
  const own = { ...grant, consentType: "Principal", principalId: "u1" };
  expect(targetText(own, names)).toBe(`a, b of Microsoft Graph (${graph}), for u1`);
  const assigned = { principalId: "u1", appRoleId: "00000000-0000-0000-0000-000000000000" };
  expect(targetText(assigned, names)).toBe("u1 · default access");
  expect(targetText({ name: "main", issuer: "https://i", subject: "repo:x" }, names)).toBe(
    "main (issuer https://i, subject repo:x)",
  );
});

const certificate = [
  "MIIBeTCCAR+gAwIBAgIUUToEGorMN0CXPgdd9R1nzTkhkcowCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHUGF5cm9sbDAeFw0yNjEx",
  "MjcxOTQ5MjRaFw0zNjExMjQxOTQ5MjRaMBIxEDAOBgNVBAMMB1BheXJvbGwwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR5q00z",
  "rFp9DCK4W/tAm88PmPb12hp7X6E5Y2qKugCF9hhfhGei/sM7sRwQTA8/9VVtq4BEvRNAp6YtKInoEoAuo1MwUTAdBgNVHQ4EFgQU",
  "Zt+8pQnFzRwojLJZ69nvfmiFW3YwHwYDVR0jBBgwFoAUZt+8pQnFzRwojLJZ69nvfmiFW3YwDwYDVR0TAQH/BAUwAwEB/zAKBggq",
  "hkjOPQQDAgNIADBFAiEA76kMRnsLjHH9WO1npJeCAVsuwU73LKiq0W3EWC6lACoCICtJVml7VJ/ytpTZECyXeD3m1+aW7RFKzppT",
  "F0WRs7oh",
].join("");

it("says of a certificate whose it is and until when, not its bytes", () => {
  const text = valueText([{ displayName: "Payroll", key: certificate }]);
  expect(text).toMatch(/certificate of CN=Payroll, valid until .* GMT, SHA-1 [0-9A-F]{40}/u);
  expect(text).not.toContain(certificate.slice(0, 40));
  expect(valueText([{ displayName: "Logo", key: "A".repeat(300) }])).toContain("(300 characters of base64)");
  expect(valueText([{ displayName: "Words", note: "some words ".repeat(40) }])).toContain("some words some words");
});
