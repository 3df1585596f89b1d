import { idsInPath } from "../../preload/contract/attribute-path.ts";
import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import { requestDescriber } from "../apply/describe-requests.ts";
import type { PlanReading } from "../exchange/plan-reading.ts";
import type { Vault } from "../vault/vault.ts";
import { idsInValue } from "./ids-in-change.ts";
import { namesOf } from "./names-of.ts";
import { namesOfElements } from "./names-of-elements.ts";
import { expiryOf } from "./recycle-bin.ts";

/** A long plan shows ids beyond so many names. */
const mostNames = 20_000;

/** What a person who approves a plan reads besides it: names as they are now, else as they were, and Graph's requests. */
export function planReading(vault: Vault, plan: Plan): PlanReading {
  const there = new Set(vault.snapshots().map(({ number }) => number));
  const snapshots = [plan.found.snapshotNumber, plan.target.snapshotNumber].filter((number) => there.has(number));
  const elements = namesOfElements(plan, (type, id) =>
    snapshots.flatMap((snapshot) => vault.object(snapshot, type, id) ?? []),
  );
  const names = { ...elements, ...namesOf(vault, snapshots, idsIn(plan)) };
  const inBinUntil = ({ type, object }: PlanStep) => {
    const found = there.has(plan.found.snapshotNumber)
      ? vault.object(plan.found.snapshotNumber, type, object.id)
      : undefined;
    return found === undefined ? undefined : expiryOf(found);
  };
  return { names, requests: requestDescriber(plan), inBinUntil };
}

function idsIn({ steps, conflicts = [] }: Plan): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { attributes, links } of steps) {
    if (ids.size >= mostNames) break;
    for (const id of attributes.flatMap(({ path }) => idsInPath(path))) ids.add(id);
    const values = attributes.flatMap(({ before = null, after = null }) => [before, after]);
    const targets = links.flatMap(({ add, remove }) => [...add, ...remove]);
    for (const id of idsInValue([...values, ...targets])) ids.add(id);
  }
  for (const { former = null, now = null, target = null } of conflicts) {
    for (const id of idsInValue([former, now, target])) ids.add(id);
  }
  return ids;
}
