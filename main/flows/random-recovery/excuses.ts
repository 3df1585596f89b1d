import { parsePath } from "../../../preload/contract/attribute-path.ts";
import type { LinkTarget } from "../../../preload/contract/directory-object.ts";
import type { ImpossiblePart, Plan, PlanStep } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import type { TenantPart } from "./tenant-parts.ts";

const done = new Set(["applied", "already"]);

export function isStepDone(job: RecoveryJob, { id }: PlanStep): boolean {
  return done.has(job.steps.find((step) => step.id === id)?.outcome ?? "pending");
}

/** What plan and job themselves say is not as it was wished: nothing else may be. */
export function isExcused(part: TenantPart, plan: Plan, job: RecoveryJob): boolean {
  const lines: readonly Pick<ImpossiblePart, "object" | "path">[] = [
    ...plan.impossible,
    ...openConflicts(plan),
    ...decidedPlaces(plan),
  ];
  if (lines.some((line) => isAbout(line, part))) return true;
  // What a job wrote that was given up, nobody has read back, and nobody says that it holds.
  const isDone = (step: PlanStep) => job.state === "ended" && isStepDone(job, step);
  return plan.steps.some((step) => !isDone(step) && isOfStep(step, part));
}

/** What comes back without, or with another in the place of, somebody who is gone: as a person decided. */
function decidedPlaces({ deadReferences = [] }: Plan) {
  return deadReferences
    .filter(({ answer }) => answer === "drop" || answer === "replace")
    .flatMap(({ places }) => places);
}

function openConflicts({ conflicts = [] }: Plan) {
  return conflicts.filter(({ answer }) => answer !== "put-back");
}

/** Whether somebody decided that a part is put back which others changed too, as far as the audit log can tell. */
export function isDecidedBack(part: TenantPart, { conflicts = [] }: Plan): boolean {
  return conflicts.some(
    (conflict) => conflict.answer === "put-back" && isAbout(conflict, part) && pointsAt(conflict.target, part),
  );
}

function pointsAt(target: LinkTarget | undefined, { name, value }: TenantPart): boolean {
  if (target === undefined) return true;
  const ends = typeof target === "string" ? [target] : Object.values(target);
  return ends.some((end) => typeof end === "string" && (name.includes(end) || value === end));
}

/** A line of the plan without a path is about the whole object, and about all links to it. */
function isAbout({ object, path }: Pick<ImpossiblePart, "object" | "path">, part: TenantPart): boolean {
  if (path === undefined || path === "") return isOrNames(object.id, part);
  if (object.id !== part.id) return false;
  const [unit = path] = parsePath(path);
  return part.name === unit || (part.type === "link" && part.name.split(" ")[0] === unit);
}

/** What a step writes. Whoever comes or goes takes the links along that point at him. */
export function isOfStep({ object, action, links, promised, expected }: PlanStep, part: TenantPart): boolean {
  if (action !== "update" && action !== "link") return isOrNames(object.id, part);
  if (object.id !== part.id) return false;
  // A rule takes out of a group whom people put in.
  if (part.type === "link" && part.name.startsWith("members ") && "groupTypes" in promised) return true;
  if (part.type === "link") return links.some(({ link }) => part.name === link || part.name.startsWith(`${link} `));
  return part.name in promised || part.name in expected || isDerived(part, { ...promised, ...expected });
}

/** What Entra works out of what is written. */
export const derived: Readonly<Record<string, readonly string[]>> = {
  identities: ["userPrincipalName"],
  proxyAddresses: ["mail"],
};

function isDerived({ name }: TenantPart, units: Readonly<Record<string, unknown>>): boolean {
  return derived[name]?.some((unit) => unit in units) ?? false;
}

/** Whether a part is of the object, or a link to it. */
export function isOrNames(id: string, { id: own, type, name, value }: TenantPart): boolean {
  return own === id || (type === "link" && (name.includes(id) || value === id));
}
