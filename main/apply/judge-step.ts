import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange } from "../../preload/contract/change.ts";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { PlanStep, StepLink } from "../../preload/contract/plan.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { ruleFor } from "../catalogue/rule-for.ts";
import { sameRecord } from "../compare/compare-links.ts";
import { compareValues } from "../compare/compare-values.ts";
import type { StepFound } from "../plan/step-found.ts";

/** go: `step` is what is left to write. different: somebody changed it since the review; `reason` says what. */
export type Judgement =
  | { readonly kind: "already" }
  | { readonly kind: "go"; readonly step: PlanStep }
  | { readonly kind: "different"; readonly reason: string };

const already: Judgement = { kind: "already" };

/** Compares what was just read with what the step expects and promises. Pure. */
export function judgeStep(step: PlanStep, found: StepFound): Judgement {
  if (step.action === "restore") return judgeRestore(step, found);
  if (step.action === "create") return judgeCreate(step, found);
  if (step.action === "delete") return judgeDelete(step, found);
  if (found.state !== "active") return { kind: "different", reason: absence(found) };
  return step.action === "update" ? judgeUpdate(step, found) : judgeLinks(step, found);
}

function absence({ state }: StepFound): string {
  return state === "bin"
    ? "The object is in the recycle bin now. Make a new plan that restores it first."
    : "The object no longer exists. Make a new plan; it can offer to make it again.";
}

function judgeRestore(step: PlanStep, found: StepFound): Judgement {
  if (found.state === "active") return already;
  if (found.state === "bin") return { kind: "go", step };
  const reason = "The object is not in the recycle bin any more. Make a new plan; it can offer to make it again.";
  return { kind: "different", reason };
}

/**
 * Never a second one while the first can still come back (fault C34). An enterprise application whose own application was
 * made again cannot: it is left in the bin under its old client id, and the new one goes by the new.
 */
function judgeCreate(step: PlanStep, found: StepFound): Judgement {
  const { expected, promised } = step;
  const isLeft = found.state === "bin" && expected.appId !== undefined && expected.appId !== promised.appId;
  if (found.state === "gone" || isLeft) return { kind: "go", step };
  const place = found.state === "bin" ? "is in the recycle bin" : "exists again";
  return { kind: "different", reason: `The object with the old id ${place}. Make a new plan that goes by that.` };
}

function judgeDelete(step: PlanStep, found: StepFound): Judgement {
  if (found.state !== "active") return already;
  const names = differingUnits(found.properties, step.expected, Object.keys(step.expected), definitionOf(step.type));
  return names.length === 0 ? { kind: "go", step: { ...step, expected: found.properties } } : changed(names);
}

function judgeUpdate(step: PlanStep, found: StepFound): Judgement {
  const definition = definitionOf(step.type);
  const units = [...new Set([...Object.keys(step.expected), ...Object.keys(step.promised)])];
  const open = units.filter((unit) => differingUnits(found.properties, step.promised, [unit], definition).length > 0);
  if (open.length === 0) return already;
  const unexpected = differingUnits(found.properties, step.expected, open, definition);
  const left = differingUnits(found.properties, step.promised, open, definition);
  // What is as promised in part (several requests write one unit) has nothing of anybody else.
  const foreign = unexpected.filter((path) => left.some((other) => overlap(path, other)));
  return foreign.length === 0 ? { kind: "go", step } : changed(foreign);
}

/** Whether one path is the other, or lies in it. */
function overlap(one: string, other: string): boolean {
  const [left, right] = [parsePath(one), parsePath(other)];
  return left.slice(0, right.length).every((segment, index) => segment === right[index]);
}

/**
 * Paths that differ, without what they hold: values may be personal. What Graph itself says of a part that is written (the origin of a
 * role) is none of the step's.
 */
function differingUnits(
  found: JsonObject,
  wanted: JsonObject,
  units: readonly string[],
  definition: ObjectTypeDefinition,
): readonly string[] {
  const { properties } = definition;
  const differences: AttributeChange[] = [];
  for (const unit of units) {
    const rule = Object.hasOwn(properties, unit) ? properties[unit] : undefined;
    compareValues(own(found, unit), own(wanted, unit), rule, unit, differences);
  }
  const isWritten = ({ path }: AttributeChange) => {
    const segments = parsePath(path);
    return segments.length === 1 || ruleFor(definition, segments).write.route !== "never";
  };
  return differences.filter(isWritten).map(({ path }) => path);
}

function own(object: JsonObject, name: string) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function changed(paths: readonly string[]): Judgement {
  const named = paths.slice(0, 3).join(", ");
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  return {
    kind: "different",
    reason: `Changed since the plan was made: ${named}${more}. It was left as it is; make a new plan to see it.`,
  };
}

/** Links are judged one by one: what is as promised stays, the rest is left to write. */
function judgeLinks(step: PlanStep, found: StepFound): Judgement {
  const links: StepLink[] = [];
  for (const link of step.links) {
    const left = leftToWrite(step, link, found.links[link.link] ?? []);
    if (left === undefined) return changed([link.link]);
    if (left.add.length + left.remove.length > 0) links.push(left);
  }
  return links.length === 0 ? already : { kind: "go", step: { ...step, links } };
}

/** Undefined if a record, or the only target there can be, is neither as expected nor as promised. */
function leftToWrite(
  step: PlanStep,
  { link, add, remove }: StepLink,
  found: readonly LinkTarget[],
): StepLink | undefined {
  const rule = definitionOf(step.type).links[link];
  if (rule === undefined) return undefined;
  const keyed = (targets: readonly LinkTarget[]) => new Map(targets.map((target) => [linkKey(rule, target), target]));
  const [wanted, expected, there] = [keyed(add), keyed(remove), keyed(found)];
  const open = [...wanted].filter(([key, target]) => !isSame(target, there.get(key)));
  const replaced = open.flatMap(([key]) => entryOf(there, key));
  const going = [...expected.keys()].filter((key) => !wanted.has(key)).flatMap((key) => entryOf(there, key));
  const isForeign = ([key, target]: readonly [string, LinkTarget]) => !isSame(target, expected.get(key));
  if ([...replaced, ...going].some(isForeign)) return undefined;
  if (rule.single === true && open.length > 0 && [...there].some(isForeign)) return undefined;
  // The live records, because they carry the ids to write to.
  const removed = [...replaced, ...going].map(([, target]) => target);
  return { link, add: open.map(([, target]) => target), remove: removed };
}

/** Of one key: an id is the same then, a record may still say something else. */
function isSame(one: LinkTarget, other: LinkTarget | undefined): boolean {
  if (typeof one === "string" || typeof other !== "object") return other !== undefined;
  return sameRecord(one, other);
}

function entryOf(targets: ReadonlyMap<string, LinkTarget>, key: string): readonly (readonly [string, LinkTarget])[] {
  const target = targets.get(key);
  return target === undefined ? [] : [[key, target]];
}
