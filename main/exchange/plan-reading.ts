import type { PlanStep } from "../../preload/contract/plan.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";

/** What a plan's reader sees besides the plan itself. */
export interface PlanReading {
  /** Names for the ids in values, as far as the plan's snapshots know them. */
  readonly names: ObjectNames;
  /** What Microsoft Graph is asked for one step. */
  readonly requests: (step: PlanStep) => readonly { readonly method: string; readonly path: string }[];
  /** ISO 8601: when what a step restores would be gone for good. */
  readonly inBinUntil?: (step: PlanStep) => string | undefined;
}

export const bareReading: PlanReading = { names: {}, requests: () => [] };
