import { expect, it } from "vitest";
import { FakeGraph } from "../apply/testing/fake-graph.ts";
import { applyTo, jobFor, MemoryJournal } from "../apply/testing/memory-journal.ts";
import { planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import type { Vault } from "../vault/vault.ts";
import { jobAndPlan } from "./recover.ts";

const user = (number: number, city: string) =>
  testObject("user", testId("u", number), { displayName: `user ${number}`, city });
const [snapshot, found] = [
  [user(1, "Kiel"), user(2, "Kiel"), testObject("group", testId("g", 1), { displayName: "Staff" })],
  [user(1, "Bonn"), user(2, "Bonn"), testObject("group", testId("g", 1), { displayName: "Stuff" })],
];

it("a job that was killed is shown as far as its journal says that it came, not as it was begun", async () => {
  const plan = planBetween(snapshot, found);
  const journal = new MemoryJournal();
  const graph = new FakeGraph(found);
  graph.interfere = ({ method, path }) => (method === "PATCH" && path.startsWith("/groups") ? "killed" : undefined);
  await expect(applyTo(graph, plan, { journal })).rejects.toThrow("killed");
  const begun = { ...jobFor(plan), state: "interrupted" as const };
  const vault = { job: () => begun, plan: () => plan, journal: () => journal.journal("j1") } as unknown as Vault;
  const outcomes = () => jobAndPlan({ vault }, "j1").job.steps.map(({ outcome }) => outcome);
  expect(outcomes()).toEqual(["applied", "applied", "pending"]);
  const outcome = { id: "s1", outcome: "reverted" } as const;
  journal.appendJournalEntries([{ jobId: "j1", stepId: "s1", at: plan.createdAt, kind: "verified", outcome }]);
  expect(outcomes()).toEqual(["reverted", "applied", "pending"]);
});
