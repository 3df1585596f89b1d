import { expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { FakeGraph } from "../apply/testing/fake-graph.ts";
import { applyTo } from "../apply/testing/memory-journal.ts";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

const [app, appId, principal] = [testId("a", 1), testId("aid", 1), testId("s", 1)];
const certificate = (keyId: string, more: JsonObject = {}): JsonObject => ({
  keyId,
  type: "AsymmetricX509Cert",
  usage: "Verify",
  displayName: `CN=${keyId}`,
  key: "MIIC",
  ...more,
});
const registration = (keyCredentials: readonly JsonObject[], more: JsonObject = {}) =>
  testObject("application", app, { displayName: "Portal", appId, keyCredentials, ...more }, { owners: [] });
const enterprise = (keyCredentials: readonly JsonObject[]) =>
  testObject("servicePrincipal", principal, { displayName: "Portal", appId, keyCredentials }, { owners: [] });

it("a certificate that was taken away comes back by its public part, with all that is there now", async () => {
  const after = [registration([certificate("kept"), certificate("since")], { displayName: "Renamed" })];
  const plan = planBetween([registration([certificate("kept"), certificate("gone")])], after, { removeAdded: false });
  // A refusal of the certificates says nothing of the name.
  expect(plan.steps.map(({ promised }) => Object.keys(promised)).sort()).toEqual([["displayName"], ["keyCredentials"]]);
  const graph = new FakeGraph(after);
  const { job } = await applyTo(graph, plan);
  expect(job.verdict).toBe("complete");
  const held = graph.objects().flatMap(({ properties }) => properties.keyCredentials as readonly JsonObject[]);
  const ids = held.map(({ keyId }) => keyId);
  expect(ids).toContain("gone");
  expect(ids).toContain("kept");
});

it.each([
  ["whose public part no snapshot holds", certificate("gone", { key: null }), "public part"],
  ["that signs", certificate("gone", { key: null, usage: "Sign", type: "X509CertAndPassword" }), "private part"],
])("a certificate %s is a line with a reason, and the others still come back", (_which, lost, reason) => {
  const before = [registration([certificate("other"), lost])];
  const plan = planBetween(before, [registration([])]);
  expect(plan.impossible).toMatchObject([{ path: "keyCredentials[gone]", reason: expect.stringContaining(reason) }]);
  expect(plan.steps).toMatchObject([{ promised: { keyCredentials: [{ keyId: "other" }] } }]);
});

it("what is made again gets its certificates back, and each secret is a line", async () => {
  const secrets = { passwordCredentials: [{ keyId: "secret", displayName: "build", hint: "abc" }] };
  const signing = certificate("signing", { key: null, usage: "Sign" });
  const plan = planBetween(
    [registration([certificate("one")], secrets), enterprise([certificate("two"), signing])],
    [],
  );
  expect(plan.impossible.map(({ object, path }) => `${object.type} ${path}`).sort()).toEqual([
    "application passwordCredentials[secret]",
    "servicePrincipal keyCredentials[signing]",
  ]);
  const graph = new FakeGraph([]);
  const { job } = await applyTo(graph, plan);
  expect(job.verdict).toBe("complete");
  const held = graph
    .objects()
    .map(({ type, properties: { keyCredentials } }) => [
      type,
      (keyCredentials as readonly JsonObject[]).map(({ keyId, key }) => [keyId, key]),
    ]);
  expect(Object.fromEntries(held)).toEqual({ application: [["one", "MIIC"]], servicePrincipal: [["two", "MIIC"]] });
});
