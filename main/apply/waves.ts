import type { PlanStep } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { nameToFind } from "../plan/name-to-find.ts";

/** Steps that go together: as many as a batch holds. */
const largestWave = 20;

/** Steps that are read and written together. */
export type Wave = readonly PlanStep[];

/**
 * Cuts steps, in their order (those of one kind: the first of each object, then the second), into groups that can be read and written at once: of one kind, about different objects,
 * none waiting for another. Writes to one object never overlap (fault C23). Where Graph takes one request a second, a
 * group is one step, so that little time passes between looking and writing.
 */
export function* wavesOf(steps: readonly PlanStep[]): Generator<Wave> {
  let wave: PlanStep[] = [];
  for (const step of inRounds(steps)) {
    if (wave.length > 0 && !fits(step, wave)) {
      yield wave;
      wave = [];
    }
    wave.push(step);
  }
  if (wave.length > 0) yield wave;
}

/** So that steps about one object do not cut waves short: they follow each other, but not at once. */
function* inRounds(steps: readonly PlanStep[]): Generator<PlanStep> {
  let kind: string | undefined;
  let rounds: PlanStep[][] = [];
  const seen = new Map<string, number>();
  for (const step of steps) {
    if (kind !== kindOf(step)) {
      yield* rounds.flat();
      [kind, rounds] = [kindOf(step), []];
      seen.clear();
    }
    const round = seen.get(step.object.id) ?? 0;
    seen.set(step.object.id, round + 1);
    rounds[round] ??= [];
    rounds[round].push(step);
  }
  yield* rounds.flat();
}

function kindOf({ action, type }: PlanStep): string {
  return `${action} ${type}`;
}

function fits(step: PlanStep, wave: Wave): boolean {
  return wave.length < largestWave && mayGoAlong([step], wave);
}

/** Whether steps may be on their way to the tenant together with earlier ones that have not ended. */
export function mayGoAlong(steps: Wave, earlier: Wave): boolean {
  return steps.every((step) => earlier.every((other) => isIndependent(step, other)));
}

function isIndependent(step: PlanStep, other: PlanStep): boolean {
  if (kindOf(step) !== kindOf(other)) return false;
  if (step.object.id === other.object.id || step.dependsOn.includes(other.id)) return false;
  if (definitionOf(step.type).list.limit === "conditionalAccess") return false;
  // Of two that are made under one name, one would be taken for the other where an answer is lost.
  return step.action !== "create" || nameToFind(step)[1] !== nameToFind(other)[1];
}
