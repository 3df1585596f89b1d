import { namesPath } from "../../../preload/contract/attribute-path.ts";
import type { Change } from "../../../preload/contract/change.ts";
import type { Plan } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";

/** A part of an object that a person was told about: `path` is "" for the object as a whole. */
export interface Reason {
  readonly object: string;
  readonly path: string;
  readonly reason: string;
}

/** All that plan and job say could not be put back, and why. */
export function reasonsOf(plan: Plan, job: RecoveryJob): readonly Reason[] {
  const impossible = plan.impossible.map(({ object, path = "", reason }) => ({ ...placeOf(object), path, reason }));
  const outcomes = new Map(job.steps.map((step) => [step.id, step]));
  const stopped = plan.steps.flatMap(({ id, object, action, attributes, links }) => {
    const { outcome = "pending", reason = "" } = outcomes.get(id) ?? {};
    if (outcome === "applied" || outcome === "already") return [];
    const parts = [...attributes.map(({ path }) => path), ...links.map(({ link }) => link)];
    const paths = action === "update" || action === "link" ? parts : [""];
    return paths.map((path) => ({ ...placeOf(object), path, reason }));
  });
  return [...impossible, ...stopped].filter(({ reason }) => reason.length > 10);
}

function placeOf({ type, id }: Plan["steps"][number]["object"]) {
  return { object: `${type} ${id}` };
}

/** What of a change that is still there nobody was told about. */
export function silentParts(change: Change, reasons: readonly Reason[]): readonly string[] {
  const object = `${change.type} ${change.id}`;
  const told = reasons.filter((reason) => reason.object === object).map(({ path }) => path);
  return partsOf(change)
    .filter((part) => !told.some((path) => path === "" || namesPath(path, part)))
    .map((part) => `${object} ${part}`);
}

/** Attribute paths and link names, or the kind of change if it is about the whole object. */
export function partsOf({ kind, attributes, links }: Change): readonly string[] {
  const whole = kind === "modified" ? [] : [kind];
  return [...whole, ...attributes.map(({ path }) => path), ...links.map(({ link }) => link)].sort();
}
