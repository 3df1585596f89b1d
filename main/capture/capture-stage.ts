import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import type { RecycleBin } from "./recycle-bin.ts";

/** Where a list that was read in part goes on. */
export interface StagedPart {
  /** When its reading began, ISO 8601. */
  readonly startedAt: string;
  readonly pages: number;
  /** The next link after the last page that was read to its end; null: that was the list's last. */
  readonly next: string | null;
  /** What the type's next round is to be asked with: what changed since its reading began comes with it. */
  readonly begun?: StagedLink;
}

export interface StagedLink {
  readonly link: string;
  /** What was asked for when it was given: with other properties a round says other things. */
  readonly select: string;
  readonly bin: RecycleBin;
}

/**
 * What a capture has read so far, kept so that the next one can go on from there if this one is interrupted. Only what was
 * read in full and without any finding: rounds of changes are few requests, and what failed is to be read again anyway.
 */
export interface CaptureStage {
  /** The proof of a type that was finished before the interruption; its objects have been handed on. */
  finished(type: ObjectType): TypeProof | undefined;
  part(type: ObjectType): StagedPart | undefined;
  /** The objects of the part. */
  objects(type: ObjectType): Iterable<readonly DirectoryObject[]>;
  keep(type: ObjectType, objects: readonly DirectoryObject[]): void;
  /** Makes what was kept so far the type's part. */
  reached(type: ObjectType, part: StagedPart): void;
  /** Forgets what was kept of a type that is not finished. */
  forget(type: ObjectType): void;
  finish(type: ObjectType, proof: TypeProof, begun: StagedLink | undefined): void;
}
