import type { LinkTarget } from "../../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { Plan, PlanStep } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import type { PartDifference, TenantPart, TenantParts } from "./tenant-parts.ts";
import { partsThatDiffer } from "./tenant-parts.ts";

const done = new Set(["applied", "already"]);

/** Steps that the job calls done and that do not hold, and a verdict that is not what its steps are. */
export function untrue(plan: Plan, job: RecoveryJob, after: TenantParts): readonly string[] {
  const wrong = plan.steps.flatMap((step) => {
    const outcome = job.steps.find(({ id }) => id === step.id)?.outcome ?? "pending";
    const goesLater = plan.steps.some(({ action, object }) => action === "delete" && object.id === step.object.id);
    return done.has(outcome) && (step.action === "delete" || !goesLater) ? brokenPromises(step, after) : [];
  });
  const isComplete = job.steps.every(({ outcome }) => done.has(outcome));
  if (job.verdict === "complete" && !isComplete) wrong.push("the verdict is complete, and not all steps are done");
  if (job.verdict !== "complete" && isComplete) wrong.push(`the verdict is ${job.verdict}, and all steps are done`);
  return wrong;
}

function brokenPromises(step: PlanStep, after: TenantParts): readonly string[] {
  const { type, object, action } = step;
  const there = after.get(`${type} ${object.id} is there`)?.value;
  const says = (what: string) => `${step.id} (${action} ${type} ${object.name}) is called done, but ${what}`;
  if (action === "delete") return there === "live" ? [says("it is still there")] : [];
  if (there !== "live") return [says(`it is ${there ?? "not there"}`)];
  return step.links.flatMap(({ link, add, remove }) => {
    const missing = references(add).filter((target) => !hasLink(after, object.id, link, target));
    const left = references(remove).filter((target) => hasLink(after, object.id, link, target));
    return [
      ...missing.map((target) => says(`${link} ${target} is missing`)),
      ...left.map((target) => says(`${link} ${target} is still there`)),
    ];
  });
}

/** Links to objects: records are looked at as parts of the snapshot. */
function references(targets: readonly LinkTarget[]): readonly string[] {
  return targets.filter((target) => typeof target === "string");
}

function hasLink(after: TenantParts, id: string, link: string, target: string): boolean {
  return link === "manager"
    ? after.get(`link ${id} manager`)?.value === target
    : after.has(`link ${id} ${link} ${target}`);
}

/** Changes of the tenant that stand in no step of the plan. */
export function unplanned(plan: Plan, differences: readonly PartDifference[]): readonly string[] {
  return differences
    .filter(({ part }) => !isPlanned(plan, part))
    .map((difference) => `nobody planned ${told(difference)}`);
}

function isPlanned({ steps }: Plan, part: TenantPart): boolean {
  return steps.some((step) => isOf(step, part) || isEndOf(step, part));
}

function isOf({ object, action, links, promised, attributes }: PlanStep, { id, type, name }: TenantPart): boolean {
  if (object.id !== id) return false;
  if (action !== "update" && action !== "link") return true;
  if (type === "link") return links.some(({ link }) => name === link || name.startsWith(`${link} `));
  return (
    name in promised ||
    attributes.some(({ path }) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
  );
}

/** Whoever comes back or goes takes the links along that point at him. */
function isEndOf({ object, action }: PlanStep, { type, name, value }: TenantPart): boolean {
  return (
    type === "link" && action !== "update" && action !== "link" && (name.includes(object.id) || value === object.id)
  );
}

interface Wanted {
  readonly snapshot: TenantParts;
  readonly after: TenantParts;
  readonly types: readonly string[] | undefined;
}

/** What is not as in the snapshot, although it was chosen and neither the plan nor the job says why. */
export function notPutBack(plan: Plan, job: RecoveryJob, { snapshot, after, types }: Wanted): readonly string[] {
  const excused = excusedObjects(plan, job);
  return partsThatDiffer(snapshot, after)
    .filter(({ part: { type, id } }) => {
      const isChosen = types === undefined || types.includes(type);
      return isChosen && type !== "link" && !excused.has(id) && snapshot.has(`${type} ${id} is there`);
    })
    .filter(({ part }) => !isLostWithTheOld(plan, part))
    .map((difference) => `not put back: ${told(difference)}`);
}

/** What nobody can write on an object that is made again, as the plan's warning says. */
function isLostWithTheOld({ steps }: Plan, { type, id, name }: TenantPart): boolean {
  const step = steps.find(({ action, object }) => action === "create" && object.id === id);
  if (step === undefined || type !== step.type) return false;
  return !(name in step.promised) || definitionOf(step.type).properties[name]?.write.route === "never";
}

/** What the undo left other than it was. What was made again lies in the recycle bin then: nothing is deleted for good. */
export function leftOver(plan: Plan, job: RecoveryJob, differences: readonly PartDifference[]): readonly string[] {
  const excused = excusedObjects(plan, job);
  const inBin = new Set(
    differences
      .filter(({ part: { name }, before, after }) => name === "is there" && before === undefined && after !== "live")
      .map(({ part }) => part.id),
  );
  return differences
    .filter(({ part: { id, name, value } }) => {
      const ends = [id, String(value), name.split(" ")[1] ?? ""];
      return !inBin.has(id) && !ends.some((end) => excused.has(end));
    })
    .map((difference) => `not taken back: ${told(difference)}`);
}

/** Objects of which the plan says that something cannot come back, and those whose steps were not carried out. */
function excusedObjects(plan: Plan, job: RecoveryJob): ReadonlySet<string> {
  const open = job.steps.filter(({ outcome }) => !done.has(outcome)).map(({ id }) => id);
  const stepped = plan.steps.filter(({ id }) => open.includes(id)).map(({ object }) => object.id);
  const conflicts = (plan.conflicts ?? []).map(({ object }) => object.id);
  return new Set([...plan.impossible.map(({ object }) => object.id), ...stepped, ...conflicts]);
}

function told({ part, before, after }: PartDifference): string {
  const text = (value: JsonValue | undefined) =>
    (value === undefined ? "nothing" : JSON.stringify(value)).slice(0, 120);
  return `${part.type} ${part.id} ${part.name}: ${text(before)} → ${text(after)}`;
}
