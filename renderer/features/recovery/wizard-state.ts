import type { PlanWarning } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import type { KeptChoice, KeptDraft } from "../../cache/kept.ts";
import { withoutNames } from "../../cache/without-names.ts";

/**
 * What a recovery is asked to put back: which changes between two snapshots, and how far. `leftOut`: restrictions that were lost
 * on the way into or out of the incident room; without them the recovery would be wider than what was chosen.
 */
export type Choice = KeptChoice;

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
      /** paused: in the middle of the progress, whenever the person wants to go on. */
      readonly stage: "paused" | "verdict";
      readonly choice: Choice | null;
      readonly plan: PlanSummary;
      readonly job: RecoveryJob;
      /** Why it could not go on. */
      readonly error?: BridgeError;
    };

/** Where the wizard stands with a job of its plan that does not run now. */
export function stateOfJob(
  { choice, plan }: { readonly choice: Choice | null; readonly plan: PlanSummary },
  job: RecoveryJob,
  error?: BridgeError,
): WizardState {
  const stage = job.state === "paused" ? "paused" : "verdict";
  return { stage, choice, plan, job, ...(error === undefined ? {} : { error }) };
}

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
  return ["choose", "review", "confirm", "progress", "verdict"].indexOf(stage === "paused" ? "progress" : stage);
}

/** What of it survives a reload or a closed window; null: nothing. `incident`: it was made in the incident room. */
export function draftOf(state: WizardState, incident: boolean): KeptDraft | null {
  if (state.stage === "choose") return { choice: state.choice, planId: null, incident };
  if (state.stage === "loading" || state.stage === "none") return null;
  // How a job ended is in the history.
  if (state.stage === "verdict" && state.job.state === "ended") return null;
  return { choice: state.choice, planId: state.plan.id, incident };
}

/** The choice of a draft. Names are not shown in the incident room, and its pseudonyms mean nobody outside of it. */
export function choiceOf({ choice, incident }: KeptDraft, isIncident: boolean): Choice | null {
  if (choice === null || incident === isIncident) return choice;
  const { filter, leftOut } = withoutNames(choice.filter);
  return { ...choice, filter, leftOut: [...new Set([...leftOut, ...choice.leftOut])] };
}
