import { expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { inputBetween, planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { FakeGraph } from "./testing/fake-graph.ts";
import { applyTo, jobFor } from "./testing/memory-journal.ts";

const role = (description: string, isEnabled = true) => ({
  id: testId("r", 1),
  description,
  displayName: "Reader",
  value: "Read",
  allowedMemberTypes: ["User"],
  isEnabled,
});
const application = (...appRoles: readonly JsonObject[]) =>
  testObject("application", testId("a", 1), { displayName: "App", appId: testId("c", 1), appRoles, api: {} });

it("a role that was switched off before Graph refused the rest is switched on again by undo", async () => {
  const [before, after] = [[application(role("then"))], [application(role("now"))]];
  const plan = planBetween(before, after);
  const graph = new FakeGraph(after);
  let patches = 0;
  graph.interfere = ({ method }) => {
    if (method !== "PATCH") return undefined;
    patches += 1;
    return patches === 2 ? { status: 400, body: { error: { code: "Request_BadRequest", message: "no" } } } : undefined;
  };
  const { job, journal } = await applyTo(graph, plan);
  expect(job.steps).toMatchObject([{ outcome: "failed", reason: expect.stringContaining("stays off") }]);
  expect(graph.objects()[0]?.properties.appRoles).toEqual([role("now", false)]);
  const now = graph.objects();
  const undo = buildUndoPlan({
    id: "u1",
    createdAt: plan.createdAt,
    found: plan.found,
    plan,
    job,
    journal: journal.journal(job.id),
    state: inputBetween(after, now),
  });
  const undone = await applyTo(graph, undo, { job: jobFor(undo, "u1") });
  expect(undone.job.steps).toMatchObject([{ outcome: "applied" }]);
  expect(graph.objects()).toEqual(after);
});

it("what Graph says of a role by itself is no sign of somebody else", async () => {
  const byGraph = (description: string, origin: string | null) => application({ ...role(description, false), origin });
  const plan = planBetween([byGraph("then", "Application")], [byGraph("now", "Application")]);
  expect((await applyTo(new FakeGraph([byGraph("now", null)]), plan)).job.steps).toMatchObject([
    { outcome: "applied" },
  ]);
  expect((await applyTo(new FakeGraph([byGraph("then", null)]), plan)).job.steps).toMatchObject([
    { outcome: "already" },
  ]);
});

const methods = (fido: string, sms: string) =>
  testObject("authenticationMethodsPolicy", "authenticationMethodsPolicy", {
    authenticationMethodConfigurations: [
      { "@odata.type": "#microsoft.graph.fido2AuthenticationMethodConfiguration", id: "Fido2", state: fido },
      { "@odata.type": "#microsoft.graph.smsAuthenticationMethodConfiguration", id: "Sms", state: sms },
    ],
  });

it.each([
  ["written to its end where one method was written when the process was killed", ["enabled", "enabled"], "applied"],
  ["left alone where somebody gave a method another state", ["enabled", "default"], "skipped"],
] as const)("a policy of several methods is %s", async (_what, [fido, sms], outcome) => {
  const plan = planBetween([methods("enabled", "disabled")], [methods("disabled", "enabled")]);
  const graph = new FakeGraph([methods(fido, sms)]);
  graph.interfere = ({ method }) => (method === "PATCH" ? { status: 204 } : undefined);
  const { job } = await applyTo(graph, plan);
  expect(job.steps).toMatchObject([{ outcome }]);
  expect(graph.writes.map(({ path }) => path.split("/").at(-1))).toEqual(outcome === "applied" ? ["Fido2", "Sms"] : []);
});
