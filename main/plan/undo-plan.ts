import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { DirectoryObject, LinkTarget, ObjectReference } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type {
  ImpossiblePart,
  Plan,
  PlanBasis,
  PlanStep,
  StepAttribute,
  StepLink,
} from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import { ruleFor } from "../catalogue/rule-for.ts";
import { sameMeaning } from "../compare/meaning-text.ts";
import { laterDrafts } from "./change-outlook.ts";
import { dropIds } from "./drop-ids.ts";
import { whomTheRuleTookIn } from "./ended-rules.ts";
import { createExistenceCheck, type ExistenceCheck } from "./existence.ts";
import { freezePlan } from "./freeze-plan.ts";
import { fromNow } from "./from-now.ts";
import { goneIds } from "./gone-ids.ts";
import { idMapOf } from "./id-map.ts";
import { withMadeAttributes } from "./made-attributes.ts";
import { withNamesakes } from "./namesakes.ts";
import { dependenciesOf, endingRules, returningIn } from "./order-steps.ts";
import type { PlanInput } from "./plan-input.ts";
import { type IdMap, namesAny, ownIdsOf, replaceIds, withIdsForWords } from "./replace-ids.ts";
import { draftOf, type StepDraft, specialPermissions } from "./step-draft.ts";
import type { StepFound } from "./step-found.ts";
import { broughtAlong } from "./taken-along.ts";
import { withUnlisted } from "./unlisted.ts";
import { deletions, findWarnings, type WarningContext } from "./warnings.ts";
import { doubtWarnings, writtenSteps } from "./written-steps.ts";

export interface UndoInput {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** The state of the tenant now. */
  readonly found: PlanBasis;
  readonly plan: Plan;
  readonly job: RecoveryJob;
  readonly journal: readonly JournalEntry[];
  /** What the job may have left without knowing it, as lines for a person. */
  readonly unsure?: readonly ImpossiblePart[];
  /** Policies that a later job of ours switched on, by the ids that this job gave them. */
  readonly switchedOn?: ReadonlySet<string>;
  /** The states before the job (`before`) and now (`after`), for the warnings; what is taken back can lock out as well. */
  readonly state?: WarningContext["input"];
}

/**
 * The plan that takes back what a job wrote, in the opposite order, from the journal alone. A step that failed half way
 * is taken back too: what it did not get to write is as it should be already. One that was openly refused is not: whatever is there
 * now was put there by somebody else.
 */
export function buildUndoPlan(input: UndoInput): Plan {
  const { id, createdAt, found, plan, job, journal, switchedOn, unsure = [], state } = input;
  const { drafts, inDoubt } = takeBack(plan, job, journal, switchedOn, state);
  const made = withMadeAttributes(drafts);
  const steps = placed(state === undefined ? made : withUnlisted(withNamesakes(made, state), state));
  const impossible = [...unsure, ...partsThatStay(plan, job, journal, state)];
  const doubts = doubtWarnings(inDoubt, state?.lookup.after);
  const warnings =
    state === undefined ? deletions({ steps, input: {} }) : findWarnings({ steps, impossible, input: state });
  return freezePlan({
    format: "reinstate-plan-1",
    id,
    tenantId: plan.tenantId,
    tenantName: plan.tenantName,
    createdAt,
    purpose: "undo",
    undoes: job.id,
    target: plan.found,
    found,
    filter: plan.filter,
    removeAdded: steps.some(({ action }) => action === "delete"),
    steps,
    warnings: [...doubts, ...warnings],
    impossible,
    permissions: [...new Set(steps.flatMap(({ permissions }) => permissions))].sort(),
  });
}

/** What of the job cannot be taken back, and why. */
function partsThatStay(
  plan: Plan,
  job: RecoveryJob,
  journal: readonly JournalEntry[],
  state: UndoInput["state"],
): readonly ImpossiblePart[] {
  const { founds } = writtenSteps(job, journal);
  const ids = idMapOf(plan, job.steps);
  const gone = goneIds(plan, ids, founds, state);
  return plan.steps.flatMap((step) => {
    const found = founds.get(step.id);
    return found === undefined || step.action !== "update"
      ? []
      : [
          ...goneForGood(step),
          ...(ids.has(step.object.id.toLowerCase()) ? [] : namedOldIds(step, found, gone)),
          ...Object.keys(found.links).map((link) => whomTheRuleTookIn(step.object, link)),
        ];
  });
}

/** The opposite of each step that wrote something, last one first, and which of it may be somebody else's by now. */
function takeBack(
  plan: Plan,
  job: RecoveryJob,
  journal: readonly JournalEntry[],
  switchedOn: ReadonlySet<string> = new Set(),
  state?: UndoInput["state"],
): { readonly drafts: readonly StepDraft[]; readonly inDoubt: readonly StepDraft[] } {
  const { founds, inDoubt } = writtenSteps(job, journal);
  const ids = idMapOf(plan, job.steps);
  const gone = goneIds(plan, ids, founds, state);
  const existence = createExistenceCheck(state ?? nowhere, new Set());
  const made = new Set(plan.steps.filter(({ action }) => action === "create").map(({ object }) => object.id));
  const taken = plan.steps.toReversed().map((step) => {
    const found = founds.get(step.id);
    // What was made goes as a whole, with all that was written to it since.
    const isIncluded = step.action !== "create" && made.has(step.object.id);
    if (found === undefined || isIncluded) return { step, drafts: [] };
    const special = specialPermissions(step);
    const back = opposite(step, found, { ids, gone, existence, switchedOn }).map((draft) =>
      alsoNeeding(special, draft),
    );
    const started = inDoubt.has(step.id) ? back.map((one) => fromNow(one, nowOf(one, state))) : back;
    return { step, drafts: [...started, ...broughtAlong(step, found, plan.steps, state)] };
  });
  return {
    drafts: taken.flatMap(({ drafts }) => drafts),
    inDoubt: taken.flatMap(({ step, drafts }) => (inDoubt.has(step.id) ? drafts : [])),
  };
}

function nowOf({ type, object }: StepDraft, state: UndoInput["state"]): DirectoryObject | undefined {
  return state?.lookup.after(type, object.id);
}

/** What stands for what was gone. */
interface Standing {
  readonly ids: IdMap;
  readonly gone: ReadonlySet<string>;
  readonly existence: ExistenceCheck;
}

/** Without a state nothing is known of anybody. */
const nowhere: Pick<PlanInput, "lookup" | "allFound"> = {
  lookup: { before: () => undefined, after: () => undefined },
  allFound: () => [],
};

/** To take back a write to a special object takes what the write took. */
function alsoNeeding(special: readonly string[], draft: StepDraft): StepDraft {
  if (special.length === 0) return draft;
  return { ...draft, permissions: [...new Set([...draft.permissions, ...special])].sort() };
}

function opposite(
  step: PlanStep,
  found: StepFound,
  { switchedOn, ...standing }: Standing & { readonly switchedOn: ReadonlySet<string> },
): readonly StepDraft[] {
  const { ids } = standing;
  const newId = ids.get(step.object.id.toLowerCase());
  const object = newId === undefined ? step.object : { ...step.object, id: newId };
  if (step.action === "update") {
    const update = updateBack({ ...step, object }, found, standing, newId !== undefined);
    return update.length === 0 ? [] : [...update, ...endedByRule(object, found)];
  }
  if (step.action === "link") return step.links.flatMap((link) => linkBack({ ...step, object }, link, found, ids));
  if (step.action === "restore") return [draftOf({ object, action: "delete" })];
  if (step.action === "create") {
    if (newId === undefined) return [];
    const expected = { ...replaceIds(madeOf(step), ids), ...(switchedOn.has(newId) ? { state: "enabled" } : {}) };
    return [draftOf({ object, action: "delete", expected })];
  }
  if (definitionOf(step.type).restoreRequest(object.id) !== undefined) {
    return [draftOf({ object, action: "restore" }), ...beforeDeletion({ ...step, object }, found)];
  }
  const gone = { type: step.type, id: object.id, properties: found.properties, links: {} };
  return [
    draftOf({ object, action: "create", promised: found.properties }),
    ...laterDrafts(gone, standing.existence).drafts,
  ];
}

/** Whom people had put in before the step gave the group a rule. */
function endedByRule(object: ObjectReference, { links }: StepFound): readonly StepDraft[] {
  return Object.entries(links)
    .filter(([, targets]) => targets.length > 0)
    .map(([link, add]) => draftOf({ object, action: "link", links: [{ link, add, remove: [] }] }));
}

/** What had to be written before the object could be deleted (a location's trust): it comes back without it. */
function beforeDeletion({ type, object }: PlanStep, { properties }: StepFound): readonly StepDraft[] {
  const requests = definitionOf(type).deleteRequests({ type, id: object.id, properties, links: {} });
  return requests.flatMap(({ method, body = {} }) => {
    const paths = method === "PATCH" ? Object.keys(body).filter((name) => !name.startsWith("@")) : [];
    if (paths.length === 0) return [];
    const then = Object.fromEntries(Object.keys(body).map((name) => [name, properties[name] ?? body[name] ?? null]));
    const attributes = paths.map((path) => ({ path, before: body[path] ?? null, after: properties[path] ?? null }));
    return [draftOf({ object, action: "update", attributes, expected: body, promised: then })];
  });
}

/** What the step took away and nothing can bring back: said, not left out. */
function goneForGood(step: PlanStep): readonly ImpossiblePart[] {
  return step.attributes.flatMap(({ path }) => {
    const { write } = ruleFor(definitionOf(step.type), parsePath(path));
    if (write.route !== "removal-only") return [];
    return [{ object: step.object, path, reason: write.reason, manual: write.manual }];
  });
}

/**
 * Of a value that named what is gone: its old id cannot be written again, since Graph refuses an id that names nothing. Nobody
 * loses anything by it: what has no object has no effect.
 */
function namedOldIds(step: PlanStep, found: StepFound, gone: ReadonlySet<string>): readonly ImpossiblePart[] {
  return Object.entries(found.properties)
    .filter(([, value]) => namesAny(value, gone))
    .map(([path, value]) => ({
      object: step.object,
      path,
      reason:
        "It named an id that nothing has any more, or that is in the recycle bin: Microsoft Graph does not take it.",
      manual:
        dropIds({ [path]: value }, gone) === undefined
          ? "It stays as the job left it, since without that id it would say something else; what the job made again goes to the recycle bin."
          : "Nothing to do, unless it comes out of the recycle bin: the rest of the value goes back without that id.",
    }));
}

function canComeBack(step: PlanStep, { path }: StepAttribute): boolean {
  return ruleFor(definitionOf(step.type), parsePath(path)).write.route !== "removal-only";
}

function updateBack(
  step: PlanStep,
  found: StepFound,
  { ids, gone }: Pick<Standing, "ids" | "gone">,
  isMadeByJob: boolean,
): readonly StepDraft[] {
  const back = step.attributes.filter((attribute) => canComeBack(step, attribute));
  if (back.length === 0 && step.attributes.length > 0) return [];
  const lost = new Set(
    step.attributes.filter((attribute) => !back.includes(attribute)).map(({ path }) => parsePath(path)[0]),
  );
  const units = new Set(
    [...Object.keys(step.expected), ...Object.keys(step.promised)].filter((unit) => !lost.has(unit)),
  );
  const only = (values: JsonObject) => Object.fromEntries(Object.entries(values).filter(([unit]) => units.has(unit)));
  const former = only(found.properties);
  // An object that the job made goes as a whole, whatever it names.
  const promised = isMadeByJob ? former : dropIds(former, gone);
  if (promised === undefined) return [];
  return [
    draftOf({
      object: step.object,
      action: "update",
      attributes: back
        .map((attribute) => swapped(attribute, { ids, gone }))
        .filter(({ before, after }) => !sameMeaning(before, after)),
      expected: replaceIds(only(step.promised), ids),
      promised,
    }),
  ];
}

function swapped({ path, before, after }: StepAttribute, { ids, gone }: Pick<Standing, "ids" | "gone">): StepAttribute {
  return {
    path,
    ...(after === undefined ? {} : { before: replaceIds(withIdsForWords(after, ids), ids) }),
    ...(before === undefined ? {} : { after: dropIds(before, gone) ?? before }),
  };
}

/** Only what the step itself changed: a target that was there before it stays. */
function linkBack(step: PlanStep, { link, add, remove }: StepLink, found: StepFound, ids: IdMap): readonly StepDraft[] {
  const rule = definitionOf(step.type).links[link];
  if (rule === undefined) return [];
  const keyOf = (target: LinkTarget) => linkKey(rule, target);
  const removed = new Set(remove.map(keyOf));
  const there = found.links[link] ?? [];
  const thereBefore = new Set(there.map(keyOf));
  const back = there.filter((target) => removed.has(keyOf(target)));
  const away = add
    .map((target) => replaceIds(target, ids))
    .filter((target) => !thereBefore.has(keyOf(target)) || removed.has(keyOf(target)));
  if (back.length + away.length === 0) return [];
  return [draftOf({ object: step.object, action: "link", links: [{ link, add: back, remove: away }] })];
}

/** The plain values that the object was made with: enough to see that nobody made something else of it. */
function madeOf({ type, object, promised }: PlanStep): JsonObject {
  const { properties, createRequest } = definitionOf(type);
  const body = createRequest({ type, id: object.id, properties: promised, links: {} })?.body ?? {};
  const own = ownIdsOf({ type, id: object.id, properties: promised });
  const isPlain = ([name, value]: readonly [string, JsonValue]) =>
    Object.hasOwn(properties, name) && typeof value !== "object" && !namesAny(value, own);
  return Object.fromEntries(Object.entries(body).filter(isPlain));
}

/** Numbers the steps; what is written to an object, or names it, waits for the step that brings it back. */
function placed(drafts: readonly StepDraft[]): readonly PlanStep[] {
  const numbered = drafts.map((draft, index) => ({ ...draft, id: `s${index + 1}` }));
  const returning = returningIn(numbered);
  const ruled = endingRules(numbered);
  const places = new Map(numbered.map(({ id }, index) => [id, index]));
  return numbered.map((step, index) => {
    const needed = [...dependenciesOf(step, returning), ...ruled(step)];
    const dependsOn = [...new Set(needed)].filter((id) => (places.get(id) ?? index) < index);
    return { ...step, dependsOn };
  });
}
