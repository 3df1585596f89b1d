import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { StagedLink } from "./capture-stage.ts";
import type { RecycleBin } from "./recycle-bin.ts";

/** One type of the snapshot that a delta link belongs to. */
export interface DeltaBase {
  readonly link: string;
  /** What the round was begun with: with other properties it says other things. */
  readonly select: string;
  /** Active objects of the type in that snapshot. */
  readonly read: number;
  /** What its links do not show because it was soft-deleted then. */
  readonly bin: RecycleBin;
  object(id: string): DirectoryObject | undefined;
  objects(): Iterable<DirectoryObject>;
}

/** By type: what rounds can be asked for, and who keeps the links for the next ones. */
export interface DeltaMemory {
  readonly bases: Readonly<Partial<Record<ObjectType, DeltaBase>>>;
  /** Why there are none although there might be, in a sentence. */
  readonly whyFull?: string;
  /** What the next round begins with. */
  onLink(type: ObjectType, begun: StagedLink): void;
}
