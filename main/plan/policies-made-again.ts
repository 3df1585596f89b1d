import type { MadeAgainPolicies, PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import type { MadeBefore } from "./made-before.ts";
import { namesOf } from "./names-of-objects.ts";
import { draftOf, type StepDraft } from "./step-draft.ts";

const type = "conditionalAccessPolicy";
/** What the catalogue makes of a policy that was on. */
export const reportOnly = "enabledForReportingButNotEnforced";

/** The steps that make policies again which were on in the snapshot. */
function makingAgain(drafts: readonly StepDraft[]): readonly StepDraft[] {
  return drafts.filter(
    ({ action, object, promised }) => action === "create" && object.type === type && promised.state === "enabled",
  );
}

/** Undefined: there are none. */
export function madeAgainPolicies(
  drafts: readonly StepDraft[],
  answer: MadeAgainPolicies["answer"],
): MadeAgainPolicies | undefined {
  const policies = makingAgain(drafts).map(({ object }) => object);
  return policies.length === 0 ? undefined : { policies, answer };
}

/** A step of its own for each, so that nobody is stopped before all that the policy names is there. */
export function switchOnDrafts(drafts: readonly StepDraft[]): readonly StepDraft[] {
  return makingAgain(drafts).map(({ object, promised }) =>
    draftOf(
      {
        object,
        action: "update",
        attributes: [{ path: "state", before: reportOnly, after: "enabled" }],
        expected: { state: reportOnly },
        promised: { state: "enabled" },
      },
      { type, id: object.id, properties: promised, links: {} },
    ),
  );
}

/** What becomes of their enforcement, which nobody sees by the steps that make them. */
export function madeAgainWarnings(made: MadeAgainPolicies | undefined): readonly PlanWarning[] {
  if (made === undefined) return [];
  const { policies: objects, answer } = made;
  const isOne = objects.length === 1;
  const [they, comes, are, were] = isOne ? ["it", "comes", "is", "was"] : ["they", "come", "are", "were"];
  const stop = isOne ? "stops" : "stop";
  if (answer === "report-only") {
    const message = `${namesOf(objects)} ${comes} back as report-only and ${stop} nobody, although ${they} ${were} on in the snapshot: with new ids nobody has yet seen whom ${they} ${stop}. Look at the sign-in logs after the recovery, then switch on.`;
    return [{ code: "report-only", severity: "caution", message, objects }];
  }
  const message = `${namesOf(objects)} ${are} switched on at once, as decided: ${they} ${stop} people as soon as the plan has run, and nobody has seen in the sign-in logs whom.`;
  return [{ code: "switched-on-at-once", severity: "caution", message, objects }];
}

/**
 * A plan that is made anew finds as report-only what an earlier job made again, and puts its old state back by a plain update: that
 * switches it on as much as any.
 */
export function switchedOnByUpdate(
  steps: readonly PlanStep[],
  madeBefore: readonly MadeBefore[],
): readonly PlanWarning[] {
  const made = new Set(madeBefore.map(({ object }) => object.id));
  const objects = steps
    .filter(
      ({ action, object, expected, promised }) =>
        action === "update" && made.has(object.id) && expected.state === reportOnly && promised.state === "enabled",
    )
    .map(({ object }) => object);
  return madeAgainWarnings(objects.length === 0 ? undefined : { policies: objects, answer: "switch-on" });
}
