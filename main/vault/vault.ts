import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { ChainEvent, RemovalRecord } from "../../preload/contract/chain-event.ts";
import type { CopyPlace } from "../../preload/contract/copies.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob } from "../../preload/contract/recovery-job.ts";
import type { RetentionPolicy, RetentionPreview } from "../../preload/contract/retention.ts";
import type { SnapshotOrigin, SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";
import type { NamedObject } from "../../preload/contract/views.ts";
import type { CopySource } from "./copy-source.ts";
import type { ImportedRecord } from "./imported-record.ts";

/**
 * The local encrypted store of one tenant. Methods are synchronous over SQLite: callers run them in the engine's
 * worker thread (or a process of their own) and give way to others between batches.
 * Errors: VAULT_LOCKED, VAULT_HELD, VAULT_OTHER_TENANT, VAULT_NOT_A_VAULT, VAULT_NEWER, VAULT_ALTERED, DISK_FULL, DISK_DENIED.
 */
export interface Vault {
  readonly description: VaultDescription;
  /** Those whose objects are there, oldest first. */
  snapshots(): readonly SnapshotRecord[];
  /** Nothing is a snapshot until `finish`; a seal that is abandoned or killed leaves the vault as it was. */
  beginSnapshot(header: SnapshotHeader): SnapshotSeal;
  object(snapshotNumber: number, type: ObjectType, id: string): DirectoryObject | undefined;
  /** SHA-256 (hex) of an object as the snapshot's tree has it; the object itself is not read. Undefined: it is not there. */
  hashOf(snapshotNumber: number, type: ObjectType, id: string): string | undefined;
  objects(snapshotNumber: number, type?: ObjectType): IterableIterator<DirectoryObject>;
  /** Case-insensitive text in names, user principal names, app ids and ids. */
  find(snapshotNumber: number, text: string, limit: number): readonly DirectoryObject[];
  /** What all objects of a type are called, by name. Read once; yields now and then so that the caller can give way. */
  names(snapshotNumber: number, type: ObjectType): Generator<undefined, readonly NamedObject[]>;
  /** What one object is called, without reading its links. Undefined: it is not there. */
  named(snapshotNumber: number, type: ObjectType, id: string): NamedObject | undefined;
  /** The objects that differ, by walking the two Merkle trees; types in either snapshot's record only. */
  differences(from: number, to: number, types?: readonly ObjectType[]): IterableIterator<ObjectPair>;
  /**
   * The same for whoever only compares the two. Where the links are alike on both sides, properties that are alike too may be missing
   * from both, but never what names the object or says that it is deleted.
   */
  differingParts(from: number, to: number, types?: readonly ObjectType[]): IterableIterator<ObjectPair>;
  /** Records with activityDateTime in [since, until], out of all snapshots, without duplicates, oldest first. */
  auditRecords(since: string, until: string): IterableIterator<AuditRecord>;
  /** Reads every byte back and proves it. Yields progress so that the caller can give way; returns the verdict. */
  check(): Generator<CheckProgress, CheckVerdict>;

  /** Whether its chain holds the record with this id, be its snapshot thinned out or not. */
  holds(recordId: string): boolean;
  /** Removals and re-keyings, oldest first. */
  events(): readonly ChainEvent[];
  /** The Ed25519 key (SPKI PEM) that signed the record of a snapshot here; `description` has the one that signs now. */
  publicKeyOf(record: SnapshotRecord): string;
  /** What an imported snapshot came with. */
  importedRecord(snapshotNumber: number): ImportedRecord | undefined;
  /** What thinning out would do at this time (ISO 8601 UTC). */
  retention(now: string): RetentionPreview;
  setRetention(policy: RetentionPolicy, now: string): void;
  /**
   * Removes what the policy does not keep, never inside the floor, and gives the room back. Returns the removal's record in
   * the chain, undefined if all stays. A snapshot that is begun meanwhile goes before; the next thinning out goes on.
   */
  thinOut(now: string): Generator<CheckProgress, RemovalRecord | undefined>;

  /** What copies are made of, as it is now. */
  copySource(): CopySource;
  /** Where copies are to lie. Inside the vault, so that nobody adds a place unnoticed. */
  copyPlaces(): readonly CopyPlace[];
  setCopyPlaces(places: readonly CopyPlace[]): void;

  /** After how many minutes without a person a window locks it; 0: never. */
  idleMinutes(): number;
  setIdleMinutes(minutes: number): void;

  /** How much of the documented limits of Graph work with this tenant may use, in percent. */
  allowanceShare(): number;
  setAllowanceShare(percent: number): void;

  /** The most members that a capture reads of one group; undefined, until somebody sets it: all. */
  mostMembers(): number | undefined;
  setMostMembers(most: number | undefined): void;

  /** So many objects may a plan delete without a warning that stops. */
  mostDeletions(): number;
  setMostDeletions(most: number): void;

  /** Kept as it is from then on: another plan under its id is a bug. */
  savePlan(plan: Plan): void;
  plan(id: string): Plan | undefined;
  plans(): readonly Plan[];
  saveJob(job: RecoveryJob): void;
  job(id: string): RecoveryJob | undefined;
  /** Newest first. */
  jobs(): readonly RecoveryJob[];
  /** Durable when it returns (synchronous=FULL). */
  appendJournal(entry: Omit<JournalEntry, "sequence">): JournalEntry;
  /** The same for several at once, in one transaction: as durable, at the price of one. */
  appendJournalEntries(entries: readonly Omit<JournalEntry, "sequence">[]): void;
  journal(jobId: string): readonly JournalEntry[];
  /** Small sealed values: token cache, delta links, demo state. */
  secret(name: string): Uint8Array | undefined;
  setSecret(name: string, value: Uint8Array | undefined): void;
  /** 32 bytes, for as long as the vault is open: what a window keeps for this vault outside of it is sealed with them. */
  windowKey(): Uint8Array;

  close(): void;
}

export interface VaultDescription {
  /** The vault's folder. */
  readonly path: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly createdAt: string;
  readonly bytes: number;
  readonly formatVersion: number;
  /** Ed25519 public key, SPKI PEM. */
  readonly publicKey: string;
}

export interface SnapshotHeader {
  readonly startedAt: string;
  readonly origin: SnapshotOrigin;
  /** For an import: what its origin signed is kept beside our own chain. */
  readonly imported?: ImportedRecord;
  /** Types that are carried over unchanged unless objects of theirs are added or removed (delta rounds). */
  readonly basedOn?: { readonly snapshotNumber: number; readonly types: readonly ObjectType[] };
}

export interface SnapshotSeal {
  /** The last of the same id counts. Returns how many were not added before. */
  add(objects: Iterable<DirectoryObject>): number;
  /** Only with `basedOn`: objects that are not in this snapshot any more. */
  remove(type: ObjectType, ids: Iterable<string>): void;
  addAuditRecords(records: Iterable<AuditRecord>): void;
  /** With `expectedRoot` (imports), IMPORT_INVALID and no snapshot if the objects give another root. */
  finish(end: {
    readonly expectedRoot?: string;
    readonly endedAt: string;
    readonly auditReason?: string;
    readonly types: Readonly<Partial<Record<ObjectType, TypeProof>>>;
  }): SnapshotRecord;
  abandon(): void;
}

export interface ObjectPair {
  readonly type: ObjectType;
  readonly id: string;
  readonly before?: DirectoryObject;
  readonly after?: DirectoryObject;
}

export interface CheckProgress {
  readonly done: number;
  readonly total: number;
}

export interface CheckVerdict {
  readonly ok: boolean;
  readonly snapshots: number;
  readonly bytes: number;
  /** The first thing that is wrong, in words, with its place. */
  readonly problem?: string;
  /** It is head.json that does not agree: as when an older copy was put back, be it on purpose or not. */
  readonly endInDoubt?: boolean;
}
