import { expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { FakeGraph } from "../apply/testing/fake-graph.ts";
import { applyTo, jobFor, MemoryJournal } from "../apply/testing/memory-journal.ts";
import { planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { madeUnheard } from "./made-unheard.ts";

const staff = testId("g", 1);
const group = (id: string) =>
  testObject("group", id, {
    displayName: "Staff",
    groupTypes: [],
    securityEnabled: true,
    mailEnabled: false,
    mailNickname: "staff",
  });

/** The process is gone after the group was made, and before anybody heard its id. */
async function killed(there: readonly DirectoryObject[]) {
  const plan = planBetween([...there, group(staff)], there);
  const graph = new FakeGraph(there);
  const journal = new MemoryJournal();
  graph.interfere = ({ method }) => (method === "POST" ? "killed" : undefined);
  await expect(applyTo(graph, plan, { journal })).rejects.toThrow("killed");
  graph.interfere = () => undefined;
  const intents = journal.journal("j1").filter(({ kind }) => kind === "intent");
  return { plan, graph, journal: intents, job: { ...jobFor(plan), state: "interrupted" as const } };
}

const vaultOf = (objects: readonly DirectoryObject[]) => ({
  objects: (_: number, type: DirectoryObject["type"]) => objects.filter((object) => object.type === type).values(),
});

it("finds what a killed job made, past what went by the name before, so that it can be undone", async () => {
  const namesake = group(testId("g", 2));
  const { plan, graph, journal, job } = await killed([namesake]);
  const now = graph.objects();
  expect(now).toHaveLength(2);
  const heard = madeUnheard(vaultOf(now), 1, { plan, job, journal });
  expect(heard.unsure).toEqual([]);
  const more = { id: "u1", createdAt: "2026-11-03T00:00:00Z", found: plan.found };
  const undo = buildUndoPlan({ ...more, plan, job: heard.job, journal });
  expect(undo.steps).toMatchObject([{ action: "delete", object: { id: heard.job.steps[0]?.newId } }]);
  expect((await applyTo(graph, undo, { job: jobFor(undo, "u1") })).job.verdict).toBe("complete");
  expect(graph.objects().filter(({ properties }) => properties.deletedDateTime === undefined)).toEqual([namesake]);
});

it("says so where several new ones go by the name, and where it made none", async () => {
  const { plan, graph, journal, job } = await killed([]);
  const several = [...graph.objects(), group(testId("g", 3))];
  const heard = madeUnheard(vaultOf(several), 1, { plan, job, journal });
  expect(heard.unsure).toMatchObject([{ object: { id: staff }, manual: expect.stringContaining("delete the one") }]);
  expect(madeUnheard(vaultOf([]), 1, { plan, job, journal })).toMatchObject({ job, unsure: [] });
});

it("takes for the job's own nothing that somebody made by hand after Graph had refused the job", async () => {
  const plan = planBetween([group(staff)], []);
  const graph = new FakeGraph([]);
  graph.interfere = ({ method }) => (method === "POST" ? { status: 403, body: {} } : undefined);
  const { job, journal } = await applyTo(graph, plan);
  expect(job.verdict).toBe("failed");
  const now = [group(testId("g", 2))];
  const heard = madeUnheard(vaultOf(now), 1, { plan, job, journal: journal.journal(job.id) });
  expect(heard).toEqual({ job, unsure: [] });
});

it("finds an enterprise application by the new client id of the application that was made before it", async () => {
  const [appId, newAppId] = [testId("c", 1), testId("c", 2)];
  const application = testObject("application", testId("a", 1), { displayName: "Payroll", appId });
  const enterprise = testObject("servicePrincipal", testId("e", 1), { displayName: "Payroll", appId });
  const plan = planBetween([application, enterprise], []);
  const graph = new FakeGraph([]);
  const journal = new MemoryJournal();
  graph.interfere = ({ method, path }) =>
    method === "POST" && path.includes("servicePrincipals") ? "killed" : undefined;
  await expect(applyTo(graph, plan, { journal })).rejects.toThrow("killed");
  const stepOf = (type: string) => plan.steps.find((step) => step.type === type && step.action === "create")?.id ?? "";
  const steps = [
    { id: stepOf("application"), outcome: "applied" as const, newId: testId("a", 2), newAppId },
    { id: stepOf("servicePrincipal"), outcome: "pending" as const },
  ];
  const intents = journal.journal("j1").filter(({ kind }) => kind === "intent");
  const job = { ...jobFor(plan), state: "interrupted" as const, steps };
  const now = [testObject("servicePrincipal", testId("e", 2), { displayName: "Payroll", appId: newAppId })];
  const heard = madeUnheard(vaultOf(now), 1, { plan, job, journal: intents });
  expect(heard.job.steps).toMatchObject([{}, { id: stepOf("servicePrincipal"), newId: testId("e", 2) }]);
});
