import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { WorkProgress } from "../../preload/contract/events.ts";
import type { Clock } from "../graph/clock.ts";
import type { Graph, ReadOptions } from "../graph/graph.ts";
import type { CaptureStage } from "./capture-stage.ts";
import type { DeltaMemory } from "./delta-base.ts";

/** What the stages of one capture share. */
export interface CaptureRun {
  readonly graph: Graph;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WorkProgress) => void;
  /**
   * Gets at most 500 objects at once; the next ones come when it is done. Says how many of them it was not given before:
   * Graph repeats some, above all while the tenant changes.
   */
  readonly onObjects: (objects: readonly DirectoryObject[]) => number | Promise<number>;
  /** What the token allows, where it is known: the proof that an empty hidden membership is really empty. */
  readonly permissions?: readonly string[];
  /** Absent: everything is read in full, and no delta link is asked for. */
  readonly deltas?: DeltaMemory;
  /** Absent: an interruption loses what was read. */
  readonly stage?: CaptureStage;
  /** The most members, or owners, that are read of one group; those of a larger one stay unknown. Absent: all are read. */
  readonly mostMembers?: number;
  /** Ids that the rounds so far said were removed: they are no targets of links, in the recycle bin or not. */
  readonly removed?: Map<ObjectType, Set<string>>;
}

/** Options of the run's reads; `permissions` are what the address needs, for the sentence of a 403. */
export function readingOf({ signal }: CaptureRun, permissions: readonly string[]): ReadOptions {
  return { permissions, ...(signal === undefined ? {} : { signal }) };
}
