import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import type { PlanWarning } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import type { NamingField } from "../../cache/kept-filter.ts";
import { keepFilter } from "../../cache/kept-filter.ts";
import type { KeptDraft } from "../../cache/window-database.ts";

/** What a recovery is asked to put back: which changes between two snapshots, and how far. */
export interface Choice {
  readonly from: number;
  readonly to: number | "now";
  readonly filter: ChangeFilter;
  readonly removeAdded: boolean;
  /** Restrictions that a reload has lost; without them the recovery would be wider than what was chosen. */
  readonly leftOut: readonly NamingField[];
}

/** Where the wizard stands. `choice` is null for an undo: its plan was made from a job. */
export type WizardState =
  | { readonly stage: "loading" }
  | { readonly stage: "none" }
  | { readonly stage: "choose"; readonly choice: Choice }
  | {
      readonly stage: "review";
      readonly choice: Choice | null;
      readonly plan: PlanSummary;
      readonly accepted: Accepted;
    }
  | {
      readonly stage: "confirm";
      readonly choice: Choice | null;
      readonly plan: PlanSummary;
      readonly accepted: Accepted;
      readonly error?: BridgeError;
    }
  | { readonly stage: "progress"; readonly choice: Choice | null; readonly plan: PlanSummary }
  | {
      readonly stage: "verdict";
      readonly choice: Choice | null;
      readonly plan: PlanSummary;
      readonly job: RecoveryJob;
    };

/** Keys of the stop warnings that the person has read and accepted, each by itself. */
export type Accepted = ReadonlySet<string>;

/** Two warnings may share a code and still say different things. */
export function warningKey({ code, message }: PlanWarning): string {
  return `${code} ${message}`;
}

/** The stop warnings that still have to be read. */
export function unreadWarnings(
  { warnings }: Pick<PlanSummary, "warnings">,
  accepted: Accepted,
): readonly PlanWarning[] {
  return warnings.filter((warning) => warning.severity === "stop" && !accepted.has(warningKey(warning)));
}

/** The codes that the engine wants to hear: those of which every warning was accepted. */
export function acknowledgedCodes(plan: Pick<PlanSummary, "warnings">, accepted: Accepted): string[] {
  const unread = new Set(unreadWarnings(plan, accepted).map(({ code }) => code));
  const stops = plan.warnings.filter(({ severity, code }) => severity === "stop" && !unread.has(code));
  return [...new Set(stops.map(({ code }) => code))];
}

export const wizardSteps = ["Choose", "Review", "Confirm", "Progress", "Result"] as const;

export function stepNumber(stage: WizardState["stage"]): number {
  return ["choose", "review", "confirm", "progress", "verdict"].indexOf(stage);
}

/** What of it survives a reload; null: nothing. A plan that runs is found in the history, not in a draft. */
export function draftOf(tenantId: string, state: WizardState): KeptDraft | null {
  const id = "recovery" as const;
  if (state.stage === "choose") return { id, tenantId, choice: keepChoice(state.choice), planId: null };
  if (state.stage !== "review" && state.stage !== "confirm") return null;
  const choice = state.choice === null ? null : keepChoice(state.choice);
  return { id, tenantId, choice, planId: state.plan.id };
}

/** The choice of a draft; what was left out for the disk's sake is named in it. */
export function choiceOf(kept: KeptDraft["choice"]): Choice | null {
  if (kept === null) return null;
  const { from, to, filter, removeAdded } = kept;
  return { from, to, filter: filter.filter, removeAdded, leftOut: filter.leftOut };
}

function keepChoice({ from, to, filter, removeAdded, leftOut }: Choice): KeptDraft["choice"] {
  const kept = keepFilter(filter);
  return { from, to, removeAdded, filter: { ...kept, leftOut: [...new Set([...kept.leftOut, ...leftOut])] } };
}
