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
