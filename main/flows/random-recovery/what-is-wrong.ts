import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { Plan, PlanStep } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import { type Happened, isChosen } from "./chosen-parts.ts";
import { isDecidedBack, isExcused, isOfRule, isOfStep, isOrNames } from "./excuses.ts";
import { type PartDifference, partsThatDiffer } from "./parts-that-differ.ts";
import type { Choice } from "./random-choice.ts";
import type { RecordedWrite } from "./random-writes.ts";
import type { TenantPart, TenantParts } from "./tenant-parts.ts";

/** Changes of the tenant that stand in no step of the plan. */
export function unplanned(
  { steps }: Plan,
  { before }: Happened,
  differences: readonly PartDifference[],
): readonly string[] {
  return differences
    .filter((difference) => {
      const isPlanned = (step: PlanStep) => isOfStep(step, difference.part) || isOfRule(step, difference, before);
      return !steps.some(isPlanned);
    })
    .map((difference) => `nobody planned ${told(difference)}`);
}

/** What is other than before, although nobody chose it: it neither came nor went with something that was chosen, nor by its rule. */
export function unchosen(
  plan: Plan,
  choice: Choice,
  happened: Happened,
  differences: readonly PartDifference[],
): readonly string[] {
  const whole = plan.steps.filter(({ action }) => action !== "update" && action !== "link");
  return differences
    .filter(({ part }) => !whole.some(({ object }) => isOrNames(object.id, part)))
    .filter((difference) => isChosen(difference, choice, happened) === "no")
    .filter(({ part }) => !isDecidedBack(part, plan))
    .filter((difference) => !plan.steps.some((step) => isOfRule(step, difference, happened.before)))
    .map((difference) => `nobody chose ${told(difference)}`);
}

/** What is not as in the snapshot, although it was chosen and neither the plan nor the job says why. */
export function notPutBack(
  plan: Plan,
  job: RecoveryJob,
  choice: Choice,
  happened: Happened,
  after: TenantParts,
): readonly string[] {
  return partsThatDiffer(happened.snapshot, after)
    .filter((difference) => isChosen(difference, choice, happened) === "yes" && !isBinned(difference, happened, after))
    .filter((difference) => !isExcused(difference, plan, job) && !isLostWithTheOld(plan, difference.part))
    .filter((difference) => !cameAlong(plan, difference, happened))
    .map((difference) => `not put back: ${told(difference)}`);
}

/** A link that somebody changed before its object was deleted, which nobody can see in the recycle bin: the plan warns of it. */
function cameAlong(plan: Plan, { key, part }: PartDifference, { writes }: Happened): boolean {
  const restored = plan.warnings.find(({ code }) => code === "unseen-links")?.objects ?? [];
  const own = restored.filter(({ id }) => isOrNames(id, part)).map(({ type, id }) => `${type} ${id} is there`);
  const isByItself = ({ touched, write }: RecordedWrite) =>
    touched.has(key) && (write[0] === "" || !own.some((there) => touched.has(there)));
  return part.type === "link" && own.length > 0 && writes.some(isByItself);
}

/** What came since lies in the recycle bin then: nothing is deleted for good. */
function isBinned({ part: { type, id } }: PartDifference, { snapshot }: Happened, after: TenantParts): boolean {
  const key = `${type} ${id} is there`;
  return !snapshot.has(key) && after.get(key)?.value === "in the recycle bin";
}

/** What nobody can write on an object that is made again, as the plan's warning says. Whoever makes a group owns it. */
function isLostWithTheOld({ steps }: Plan, { type, id, name }: TenantPart): boolean {
  const step = steps.find(({ action, object }) => action === "create" && object.id === id);
  if (step?.type === "group" && name.startsWith("owners ")) return steps.every((each) => !addsOwner(each, id, name));
  if (step === undefined || type !== step.type) return false;
  if (type === "conditionalAccessPolicy" && name === "state") return step.promised.state === "enabled";
  return !(name in step.promised) || definitionOf(step.type).properties[name]?.write.route === "never";
}

function addsOwner({ object, links }: PlanStep, id: string, name: string): boolean {
  return object.id === id && links.some(({ link, add }) => add.some((target) => `${link} ${target}` === name));
}

/** What the undo left other than it was. What was made again lies in the recycle bin then: nothing is deleted for good. */
export function leftOver(
  plans: readonly (readonly [Plan, RecoveryJob])[],
  differences: readonly PartDifference[],
): readonly string[] {
  const inBin = new Set(
    differences
      .filter(({ part: { name }, before, after }) => name === "is there" && before === undefined && after !== "live")
      .map(({ part }) => part.id),
  );
  return differences
    .filter(({ part }) => !inBin.has(part.id))
    .filter((difference) => !plans.some(([plan, job]) => isExcused(difference, plan, job)))
    .map((difference) => `not taken back: ${told(difference)}`);
}

/**
 * What a plan would make once more although an earlier job made it (`renamed`) and it is there, and does not stop for. What it deletes
 * before it makes it again is there once.
 */
export function madeTwice(
  { steps, warnings }: Plan,
  renamed: ReadonlyMap<string, string>,
  now: TenantParts,
): readonly string[] {
  const gone = new Set(steps.filter(({ action }) => action === "delete").map(({ object }) => object.id));
  const made = new Set([...renamed].flatMap(([own, former]) => (gone.has(own) ? [] : [former])));
  const stopped = warnings.filter(({ code, severity }) => code === "namesake" && severity === "stop");
  const isToldOf = (id: string) => stopped.some(({ objects }) => objects.some((object) => object.id === id));
  return steps
    .filter(({ action, object: { id } }) => action === "create" && made.has(id) && !isToldOf(id))
    .filter(({ type, object: { id } }) => now.get(`${type} ${id} is there`)?.value === "live")
    .map((step) => `made a second time: ${toldStep(step)}`);
}

export function told({ part, before, after }: PartDifference): string {
  const text = (value: JsonValue | undefined) =>
    (value === undefined ? "nothing" : JSON.stringify(value)).slice(0, 200);
  return `${part.type} ${part.id} ${part.name}: ${text(before)} → ${text(after)}`;
}

export function toldStep({ id, action, type, object, dependsOn, promised, links }: PlanStep): string {
  const what = action === "link" ? JSON.stringify(links) : Object.keys(promised).join(", ");
  return `${id} ${action} ${type} ${object.id} "${object.name}" ${what} after ${dependsOn.join(", ")}`;
}
