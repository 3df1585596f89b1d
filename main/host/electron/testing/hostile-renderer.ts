import fc from "fast-check";
import type { Answer } from "../../../../preload/contract/bridge.ts";
import { methods } from "../../../../preload/contract/methods.ts";
import { eachOnce, type HostileCall, hostileCalls } from "../../../rpc/testing/hostile-calls.ts";
import type { RunningElectron } from "./running-electron.ts";

/** After these there is nothing left to attack: they come last. */
const closing = /^(?:session\.(?:lock|startDemo)|connect\.|review\.)/u;
/** Calls that are under way at the same time. */
const together = 4;

export interface Attack {
  readonly calls: number;
  readonly answered: number;
  /** The methods that were called. */
  readonly called: ReadonlySet<string>;
  /** What should not have happened, in sentences. */
  readonly problems: readonly string[];
}

/**
 * A renderer that was taken over, with the demo open: it calls every method of the contract through the real bundle with seeded
 * arguments, several at once, each once and then any until `isOver` says so, and at last those that close what is open. The person
 * agrees to nothing.
 */
export async function attack(
  running: RunningElectron,
  { seed, isOver }: { readonly seed: number; readonly isOver: (calls: number) => boolean },
): Promise<Attack> {
  await running.call("session.startDemo", { scenario: "lockout", users: 50 });
  const known = await knownValues(running);
  const before = await tenantOf(running);
  const problems: string[] = [];
  const called = new Set<string>();
  let [calls, answered] = [0, 0];
  const meet = async ([method, input]: HostileCall) => {
    calls += 1;
    called.add(method);
    const answer = (await running.invoke(method, input)) as Answer<unknown>;
    if (answer.ok) answered += 1;
    else if (answer.error.code === "INTERNAL") problems.push(`${method} ${JSON.stringify(input).slice(0, 200)}: a bug`);
  };
  const names = Object.keys(methods);
  const meetAll = async (all: readonly HostileCall[]) => {
    for (let first = 0; first < all.length; first += together)
      await Promise.all(all.slice(first, first + together).map(meet));
  };
  const open = names.filter((name) => !closing.test(name));
  await meetAll(eachOnce(open, known, seed));
  for (let round = 0; !isOver(calls); round += 1) await meetAll(callsOf(open, known, seed + round));
  if ((await tenantOf(running)) !== before) problems.push("the tenant, or its jobs, are not as they were");
  await meetAll(eachOnce(names.filter((name) => closing.test(name)).toReversed(), known, seed));
  await meetAll(callsOf(names, known, seed - 1));
  for (const what of ["openExternal", "exit"])
    if (running.records(what).length > 0) problems.push(`it reached ${what}`);
  await running.call("host.describe", {});
  return { calls, answered, called, problems };
}

const callsARound = 100;

function callsOf(names: readonly string[], known: readonly unknown[], seed: number): readonly HostileCall[] {
  return fc.sample(hostileCalls(names, known), { seed, numRuns: callsARound });
}

/** A report and a plan that there are, so that calls reach behind the first check. */
async function knownValues(running: RunningElectron): Promise<readonly unknown[]> {
  const report = await running.call("report.open", { from: 1, to: 2 });
  const { id, hash } = await running.call("plan.make", { snapshot: 1, filter: {}, removeAdded: false });
  return [report.reportId, id, hash, "user", "group", "name", "members", "json", 1, 2, {}];
}

/** What a fresh look still finds to put back, and the jobs there are. */
async function tenantOf(running: RunningElectron): Promise<string> {
  await running.invoke("incident.leave", { confirmed: true });
  const { stepCount } = await running.call("plan.make", { snapshot: 1, filter: {}, removeAdded: false });
  return JSON.stringify([stepCount, await running.call("history.jobs", {})]);
}
