import { parsePath } from "../../../preload/contract/attribute-path.ts";
import type { LinkTarget } from "../../../preload/contract/directory-object.ts";
import type { ImpossiblePart, Plan, PlanStep } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { whomTheRuleTookIn } from "../../plan/ended-rules.ts";
import type { PartDifference } from "./parts-that-differ.ts";
import { ruleKey, type TenantPart, type TenantParts } from "./tenant-parts.ts";

const done = new Set(["applied", "already"]);

export function isStepDone(job: RecoveryJob, { id }: PlanStep): boolean {
  return done.has(job.steps.find((step) => step.id === id)?.outcome ?? "pending");
}

/** What plan and job themselves say is not as it was wished (`before`): nothing else may be. */
export function isExcused({ part, after }: PartDifference, plan: Plan, job: RecoveryJob): boolean {
  const lines: readonly Pick<ImpossiblePart, "object" | "path">[] = [
    ...plan.impossible.filter(({ reason }) => reason !== ofEndedRules || after !== undefined),
    ...openConflicts(plan),
    ...decidedPlaces(plan),
  ];
  if (lines.some((line) => isAbout(line, part))) return true;
  // What a job wrote that was given up, nobody has read back, and nobody says that it holds.
  const isDone = (step: PlanStep) => job.state === "ended" && isStepDone(job, step);
  return plan.steps.some((step) => !isDone(step) && (isOfStep(step, part) || isMemberByStep(step, part)));
}

/** That somebody is in the group whom its rule took in: nobody who is missing. */
const ofEndedRules = whomTheRuleTookIn({ type: "group", id: "", name: "" }, "members").reason;

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
  if (part.type === "link")
    return links.some(({ link, add, remove }) => {
      const isNamed = part.name === link || part.name.startsWith(`${link} `);
      return isNamed && [...add, ...remove].some((target) => pointsAt(target, part));
    });
  return part.name in promised || part.name in expected || isDerived(part, { ...promised, ...expected });
}

/** A rule that a step gives a group takes out whom people put in; whom it took in (`rules`: before the step) stays when it ends. */
export function isOfRule(step: PlanStep, { part, before, after }: PartDifference, rules: TenantParts): boolean {
  if (!isMemberByStep(step, part)) return false;
  const begins = JSON.stringify(step.promised.groupTypes).includes("DynamicMembership");
  return begins ? after === undefined : before === undefined && rules.has(ruleKey(part));
}

/** Whether a step decides how people get into the group that the part is a member of. */
function isMemberByStep({ object, promised }: PlanStep, { id, type, name }: TenantPart): boolean {
  return object.id === id && type === "link" && name.startsWith("members ") && "groupTypes" in promised;
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
