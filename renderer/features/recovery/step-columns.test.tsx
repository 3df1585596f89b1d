import { expect, it } from "vitest";
import { stepSentence } from "./step-columns.tsx";
import type { NamedStep } from "./use-plan-steps.ts";

function sentence(before: readonly string[], after: readonly string[]): string {
  const step = { action: "update", attributes: [{ path: "conditions.users.excludeGroups", before, after }], links: [] };
  const names = { g1: { name: "Emergency Access", type: "group" }, g2: { name: "Service Accounts", type: "group" } };
  return stepSentence({ step, names } as unknown as NamedStep);
}

it("names what is put back into a list and what is taken out of it", () => {
  expect(sentence(["g2"], ["g1", "g2"])).toBe("Excluded groups: put back Emergency Access");
  expect(sentence(["g2"], ["g1"])).toBe("Excluded groups: put back Emergency Access, take out Service Accounts");
  expect(sentence(["g1"], [])).toBe("Excluded groups: take out Emergency Access");
  expect(sentence([], ["a", "b", "c", "d"])).toBe("Excluded groups: put back 4 entries");
});

it("opens no block of values in a line, and says Graph's words as people do", () => {
  const secret = { keyId: "k1", hint: "q7~", endDateTime: "2027-01-01T00:00:00Z" };
  const attributes = [
    { path: "passwordCredentials[k1]", before: secret },
    { path: "state", before: "enabledForReportingButNotEnforced", after: "enabled" },
  ];
  const step = { action: "update", attributes, links: [] };
  expect(stepSentence({ step, names: {} } as unknown as NamedStep)).toBe(
    "Client secret k1: taken out; State: Report-only → On",
  );
});
