import type { Change } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { ImpossiblePart, Plan } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { type Answers, readAnswers } from "./answers.ts";
import { besideItsApplication } from "./beside-its-application.ts";
import { changeOutlook } from "./change-outlook.ts";
import { DeadReferences, decidedChange } from "./decide-references.ts";
import { createExistenceCheck, type ExistenceCheck } from "./existence.ts";
import { freezePlan } from "./freeze-plan.ts";
import { canDecideLinks } from "./links-only-with.ts";
import { withMadeAttributes } from "./made-attributes.ts";
import { withNamesakes } from "./namesakes.ts";
import { orderSteps } from "./order-steps.ts";
import type { PlanInput } from "./plan-input.ts";
import { madeAgainPolicies, switchOnDrafts } from "./policies-made-again.ts";
import { canRefer } from "./references-in.ts";
import { rewriteOutlook } from "./rewrite-references.ts";
import type { Outlook, StepDraft } from "./step-draft.ts";
import { decidedBeside } from "./still-named.ts";
import { createNameCheck } from "./taken-names.ts";
import { withUnlisted } from "./unlisted.ts";
import { findWarnings } from "./warnings.ts";
import type { WholeObjectOutlook } from "./whole-object-outlook.ts";
import { wholeObjectOutlook } from "./whole-object-outlook.ts";

export type { PlanInput, PlanLookup } from "./plan-input.ts";

/** changes × choices → an ordered, frozen plan. Pure; what cannot be put back is a line with its reason, never left out. */
export function buildPlan(input: PlanInput): Plan {
  const decisions = readAnswers(input.answers);
  const { existence, dead, ...chosen } = outlookOfAll(input, decisions);
  const rewrites = rewriteOutlook(chosen, input, { existence, dead });
  const deadReferences = dead.list(existence);
  const made = madeAgainPolicies(chosen.drafts, decisions.policies());
  const switches = made?.answer === "switch-on" ? switchOnDrafts(chosen.drafts) : [];
  const conflicts = input.conflicts ?? [];
  const impossible = [...chosen.impossible, ...rewrites.impossible];
  const drafts = withMadeAttributes([...chosen.drafts, ...rewrites.drafts, ...switches]);
  const steps = orderSteps(withUnlisted(withNamesakes(drafts, input), input));
  const { id, createdAt, tenantId, tenantName, purpose, undoes, target, found, filter, removeAdded } = input;
  return freezePlan({
    format: "reinstate-plan-1",
    id,
    tenantId,
    tenantName,
    createdAt,
    purpose,
    ...(undoes === undefined ? {} : { undoes }),
    target,
    found,
    filter,
    removeAdded,
    steps,
    warnings: findWarnings({ steps, impossible, input, deadReferences, ...(made && { made }) }),
    impossible,
    ...(conflicts.length === 0 ? {} : { conflicts }),
    ...(deadReferences.length === 0 ? {} : { deadReferences }),
    ...(made && { madeAgainPolicies: made }),
    permissions: [...new Set(steps.flatMap((step) => step.permissions))].sort(),
  });
}

interface Waiting {
  readonly change: Change;
  readonly whole: WholeObjectOutlook;
}

/**
 * Plain attribute changes become steps as they come. What may name other objects waits for the end of the stream:
 * whether they exist depends on what the plan brings back.
 */
function outlookOfAll(
  input: PlanInput,
  decisions: Answers,
): Outlook & { readonly existence: ExistenceCheck; readonly dead: DeadReferences } {
  const drafts: StepDraft[] = [];
  const impossible: ImpossiblePart[] = [];
  const waiting: Waiting[] = [];
  const returning = new Set<string>();
  const applications = { restored: new Set<string>(), madeAgain: new Set<string>() };
  const existence = createExistenceCheck(input, returning);
  const dead = new DeadReferences(input, decisions);
  const take = ({ change, whole }: Waiting) => {
    const asItWas = { change, before: input.lookup.before(change.type, change.id) };
    const first = changeOutlook(asItWas, whole, input, existence);
    const decided = dead.decide(first.impossible);
    const isDecided = decided.drop.size + decided.replace.size > 0;
    const found = input.lookup.after(change.type, change.id);
    const outlook = isDecided
      ? changeOutlook(decidedBeside(decidedChange(asItWas, decided), found, decided), whole, input, existence)
      : first;
    drafts.push(...outlook.drafts);
    impossible.push(...outlook.impossible);
  };
  for (const change of input.changes) {
    const whole = wholeObjectOutlook(change, input);
    if (namesNothing(change)) take({ change, whole });
    else waiting.push({ change, whole });
    if (whole.kind !== "restore" && whole.kind !== "create") continue;
    const [own, ...clientIds] = idsOf(change, input);
    for (const id of [own, ...clientIds]) returning.add(id);
    for (const id of clientIds) applications[whole.kind === "create" ? "madeAgain" : "restored"].add(id);
  }
  const checkName = createNameCheck(input);
  const decided = waiting.map(({ change, whole }) => ({
    change,
    whole: checkName(change, besideItsApplication(change, whole, input, applications)),
  }));
  for (const { change, whole } of decided) if (whole.kind === "impossible") returning.delete(change.id.toLowerCase());
  for (const one of decided) take(one);
  return { drafts, impossible, existence, dead };
}

function namesNothing(change: Change): boolean {
  if (change.kind !== "modified" || change.links.length > 0 || hasReferences(change.type)) return false;
  return !canDecideLinks(
    change.type,
    change.attributes.map(({ path }) => path),
  );
}

const answers = new Map<ObjectType, boolean>();

function hasReferences(type: ObjectType): boolean {
  const answer = answers.get(type) ?? Object.values(definitionOf(type).properties).some(canRefer);
  answers.set(type, answer);
  return answer;
}

function idsOf({ type, id }: Change, { lookup }: PlanInput): readonly [own: string, ...clientIds: string[]] {
  const appId = type === "application" ? lookup.before(type, id)?.properties.appId : undefined;
  return typeof appId === "string" ? [id.toLowerCase(), appId.toLowerCase()] : [id.toLowerCase()];
}
