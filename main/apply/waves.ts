import type { PlanStep } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";

/** Steps that go together: as many as a batch holds. */
const largestWave = 20;

/**
 * Cuts steps, in their order, into groups that can be read and written at once: of one kind, about different objects,
 * none waiting for another. Writes to one object never overlap (fault C23). Where Graph takes one request a second, a
 * group is one step, so that little time passes between looking and writing.
 */
export function* wavesOf(steps: Iterable<PlanStep>): Generator<readonly PlanStep[]> {
  let wave: PlanStep[] = [];
  for (const step of steps) {
    if (wave.length > 0 && !fits(step, wave)) {
      yield wave;
      wave = [];
    }
    wave.push(step);
  }
  if (wave.length > 0) yield wave;
}

function fits(step: PlanStep, wave: readonly PlanStep[]): boolean {
  const [first] = wave;
  const isSlow = definitionOf(step.type).list.limit === "conditionalAccess";
  if (first === undefined || isSlow || wave.length >= largestWave) return false;
  if (first.action !== step.action || first.type !== step.type) return false;
  return !wave.some(({ id, object }) => object.id === step.object.id || step.dependsOn.includes(id));
}
