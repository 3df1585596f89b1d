import type { PlanStep } from "../../preload/contract/plan.ts";
import type { StepFound } from "../plan/step-found.ts";
import type { ApplyRun } from "./apply-run.ts";
import { readFound } from "./read-found.ts";

/** How long a write waits for replication or for others who write to the same object. */
export const patienceMs = 120_000;
const betweenReadsMs = 2000;

/** Reads what a step is about until it is as wanted or the patience is over, and gives what was read last. */
export async function readUntil(
  isWanted: (found: StepFound) => boolean,
  step: PlanStep,
  units: readonly string[],
  run: ApplyRun,
): Promise<StepFound> {
  for (let waited = 0; ; waited += betweenReadsMs) {
    const found = await readFound(step, units, run.reading);
    if (waited >= patienceMs || isWanted(found)) return found;
    await run.clock.wait(betweenReadsMs, run.signal);
  }
}
