import type { RetryKind, TypeReading } from "../../preload/contract/snapshot.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import type { CaptureRun } from "./capture-run.ts";
import { missingPermissions, usedPermissions } from "./permissions-used.ts";

/** Keeps account of how one type is read. */
export interface ReadingAccount {
  /** What did not work and is read in another way. */
  recovered(sentence: string): void;
  end(isComplete: boolean): TypeReading;
}

/** Types are read one after the other, so what the run's Graph counts from here on is this type's. */
export function accountReading(definition: ObjectTypeDefinition, run: CaptureRun, startedAt: string): ReadingAccount {
  const { graph, clock } = run;
  const [requests, before] = [graph.statistics.requests, { ...graph.statistics.retriesBy }];
  const recovered = new Set<string>();
  return {
    recovered: (sentence) => void recovered.add(sentence),
    end(isComplete) {
      const { readPermissions } = definition;
      const missing = run.permissions === undefined ? [] : missingPermissions(readPermissions, run.permissions);
      return {
        startedAt,
        endedAt: new Date(clock.now()).toISOString(),
        requests: graph.statistics.requests - requests,
        retries: retriesSince(before, graph.statistics.retriesBy),
        ...(recovered.size === 0 ? {} : { recovered: [...recovered] }),
        granted: usedPermissions(readPermissions, run.permissions ?? []),
        missing: isComplete ? [] : missing,
      };
    },
  };
}

function retriesSince(before: Readonly<Record<RetryKind, number>>, now: Readonly<Record<RetryKind, number>>) {
  const kinds = (Object.keys(now) as RetryKind[]).filter((kind) => now[kind] > before[kind]);
  return Object.fromEntries(kinds.map((kind) => [kind, now[kind] - before[kind]]));
}
