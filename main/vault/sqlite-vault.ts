import { dirname } from "node:path";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { ChainEvent, RemovalRecord } from "../../preload/contract/chain-event.ts";
import type { CopyPlace } from "../../preload/contract/copies.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { RetentionPolicy, RetentionPreview } from "../../preload/contract/retention.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { NamedObject } from "../../preload/contract/views.ts";
import { readAllowanceShare } from "./allowance-share.ts";
import { bucketOf, findInBucket, hashAt } from "./bucket.ts";
import type { Chain } from "./chain.ts";
import { checkVault } from "./check-vault.ts";
import { readCopyPlaces } from "./copy-places.ts";
import { type CopySource, copySource } from "./copy-source.ts";
import { differencesOf, readPairs } from "./differences.ts";
import { findObjects } from "./find-objects.ts";
import { readIdleMinutes } from "./idle-minutes.ts";
import { type ImportedRecord, readImported } from "./imported-record.ts";
import { refuseAlteredHead } from "./keep-head.ts";
import { formatVersion } from "./migrations/migrations.ts";
import { readMostDeletions } from "./most-deletions.ts";
import { readMostMembers } from "./most-members.ts";
import { NameIndex } from "./name-index.ts";
import { ObjectReader } from "./object-reader.ts";
import { readAudit } from "./read-audit.ts";
import { RecoveryStore } from "./recovery-store.ts";
import { storePolicy, validPolicy } from "./retention/retention-policies.ts";
import { previewRetention } from "./retention/retention-state.ts";
import { snapshotDays } from "./retention/snapshot-days.ts";
import { thinOut } from "./retention/thin-out.ts";
import { Seal } from "./seal.ts";
import { toHex } from "./sha256.ts";
import { membersInPackOrder, type TreeMember } from "./tree-members.ts";
import type {
  CheckProgress,
  CheckVerdict,
  ObjectPair,
  SnapshotHeader,
  SnapshotSeal,
  Vault,
  VaultDescription,
} from "./vault.ts";
import { asVaultError, guarded, guardedIteration } from "./vault-error.ts";
import { releaseWriterLock } from "./vault-lock.ts";
import { type MetaName, setMeta } from "./vault-meta.ts";
import type { VaultParts } from "./vault-parts.ts";

/** The vault over its parts; each failure of the file becomes an error that says what to do. */
export class SqliteVault implements Vault {
  readonly #parts: VaultParts;
  readonly #reader: ObjectReader;
  readonly #names: NameIndex;
  readonly #recovery: RecoveryStore;
  readonly #createdAt: string;
  readonly #windowKey: Uint8Array;
  #seal: Seal | undefined;

  constructor(parts: VaultParts, createdAt: string, windowKey: Uint8Array) {
    this.#parts = parts;
    this.#createdAt = createdAt;
    this.#windowKey = windowKey;
    this.#reader = new ObjectReader(parts.ids, parts.packs);
    this.#names = new NameIndex(parts);
    this.#recovery = new RecoveryStore(parts.database, parts.lock !== undefined);
  }

  get description(): VaultDescription {
    const { database, tenant, chain } = this.#parts;
    return {
      path: dirname(database.path),
      tenantId: tenant.id,
      tenantName: tenant.name,
      createdAt: this.#createdAt,
      bytes: guarded(() => database.size),
      formatVersion,
      publicKey: chain.publicKey,
    };
  }

  snapshots(): readonly SnapshotRecord[] {
    return this.#parts.chain.kept;
  }

  beginSnapshot(header: SnapshotHeader): SnapshotSeal {
    if (this.#seal !== undefined) throw sealingError();
    this.#mustBeWritable();
    if (header.basedOn !== undefined) this.#mustExist(header.basedOn.snapshotNumber);
    return guarded(() => {
      refuseAlteredHead(this.#parts);
      const seal = new Seal(this.#parts, header, () => {
        this.#seal = undefined;
      });
      this.#seal = seal;
      return seal;
    });
  }

  object(snapshotNumber: number, type: ObjectType, id: string): DirectoryObject | undefined {
    this.#mustExist(snapshotNumber);
    return guarded(() => {
      const place = placeOf(this.#parts, snapshotNumber, type, id);
      return place && this.#reader.object(type, place.number, place.bucket.entries[place.index] as number);
    });
  }

  hashOf(snapshotNumber: number, type: ObjectType, id: string): string | undefined {
    this.#mustExist(snapshotNumber);
    return guarded(() => {
      const place = placeOf(this.#parts, snapshotNumber, type, id);
      return place && toHex(hashAt(place.bucket, place.index));
    });
  }

  objects(snapshotNumber: number, type?: ObjectType): IterableIterator<DirectoryObject> {
    this.#mustExist(snapshotNumber);
    return this.#whileKept([snapshotNumber], this.#objects(snapshotNumber, type === undefined ? objectTypes : [type]));
  }

  *#objects(snapshotNumber: number, types: readonly ObjectType[]): Generator<DirectoryObject> {
    const { trees, packs } = this.#parts;
    for (const type of types) {
      const tree = trees.tree(snapshotNumber, type);
      if (tree === undefined) continue;
      const members = membersInPackOrder(trees, tree);
      yield* packs.inOrder(members.length, members.at(-1)?.entry ?? 0, this.#read(type, members));
    }
  }

  *#read(type: ObjectType, members: readonly TreeMember[]): Generator<DirectoryObject> {
    for (const { id, entry } of members) yield this.#reader.object(type, id, entry);
  }

  find(snapshotNumber: number, text: string, limit: number): readonly DirectoryObject[] {
    this.#mustExist(snapshotNumber);
    const read = (type: ObjectType, id: string) => this.object(snapshotNumber, type, id);
    return guarded(() => findObjects(this.#names, read, snapshotNumber, text, limit));
  }

  names(snapshotNumber: number, type: ObjectType): Generator<undefined, readonly NamedObject[]> {
    this.#mustExist(snapshotNumber);
    return this.#whileKept([snapshotNumber], this.#names.list(snapshotNumber, type));
  }

  named(snapshotNumber: number, type: ObjectType, id: string): NamedObject | undefined {
    this.#mustExist(snapshotNumber);
    return guarded(() => {
      const place = placeOf(this.#parts, snapshotNumber, type, id);
      return place && this.#names.name(type, place.number, place.bucket.entries[place.index] as number);
    });
  }

  differences(from: number, to: number, types?: readonly ObjectType[]): IterableIterator<ObjectPair> {
    this.#mustExist(from);
    this.#mustExist(to);
    return this.#whileKept([from, to], this.#differences(from, to, types ?? objectTypes, "pair"));
  }

  differingParts(from: number, to: number, types?: readonly ObjectType[]): IterableIterator<ObjectPair> {
    this.#mustExist(from);
    this.#mustExist(to);
    return this.#whileKept([from, to], this.#differences(from, to, types ?? objectTypes, "differing"));
  }

  *#differences(
    from: number,
    to: number,
    types: readonly ObjectType[],
    together: "pair" | "differing",
  ): Generator<ObjectPair> {
    const { trees, packs } = this.#parts;
    for (const type of types) {
      const found = differencesOf(trees, trees.tree(from, type), trees.tree(to, type));
      const last = found.reduce((most, { before, after }) => Math.max(most, after || before), 0);
      yield* packs.inOrder(found.length, last, readPairs(type, found, packs, this.#reader, together));
    }
  }

  auditRecords(since: string, until: string): IterableIterator<AuditRecord> {
    return guardedIteration(readAudit(this.#parts.database, Date.parse(since), Date.parse(until)));
  }

  check(): Generator<CheckProgress, CheckVerdict> {
    return checkVault(this.#parts, this.#seal !== undefined);
  }

  holds(recordId: string): boolean {
    return this.#parts.chain.links.some(({ record }) => record.id === recordId);
  }

  events(): readonly ChainEvent[] {
    return this.#parts.chain.events;
  }

  publicKeyOf(record: SnapshotRecord): string {
    return this.#parts.chain.publicKeyOf(record);
  }

  importedRecord(snapshotNumber: number): ImportedRecord | undefined {
    return guarded(() => readImported(this.#parts.database, snapshotNumber));
  }

  retention(now: string): RetentionPreview {
    return guarded(() => previewRetention(this.#parts, now));
  }

  setRetention(policy: RetentionPolicy, now: string): void {
    this.#mustBeWritable();
    const { database, chain } = this.#parts;
    const set = { policy: validPolicy(policy), at: now, after: chain.records.length };
    guarded(() => database.transaction(() => storePolicy(database, set, snapshotDays(chain.records))));
  }

  thinOut(now: string): Generator<CheckProgress, RemovalRecord | undefined> {
    this.#mustBeWritable();
    if (this.#seal !== undefined) throw sealingError();
    return guardedIteration(thinOut(this.#parts, now, () => this.#seal !== undefined));
  }

  copySource(): CopySource {
    return guarded(() => copySource(this.#parts));
  }

  copyPlaces(): readonly CopyPlace[] {
    return guarded(() => readCopyPlaces(this.#parts.database));
  }

  setCopyPlaces(places: readonly CopyPlace[]): void {
    this.#keep("copies", JSON.stringify(places));
  }

  idleMinutes(): number {
    return guarded(() => readIdleMinutes(this.#parts.database));
  }

  setIdleMinutes(minutes: number): void {
    this.#keep("idleMinutes", String(minutes));
  }

  allowanceShare(): number {
    return guarded(() => readAllowanceShare(this.#parts.database));
  }

  setAllowanceShare(percent: number): void {
    this.#keep("allowanceShare", String(percent));
  }

  mostMembers(): number | undefined {
    return guarded(() => readMostMembers(this.#parts.database));
  }

  setMostMembers(most: number | undefined): void {
    this.#keep("mostMembers", most?.toString());
  }

  mostDeletions(): number {
    return guarded(() => readMostDeletions(this.#parts.database));
  }

  setMostDeletions(most: number): void {
    this.#keep("mostDeletions", String(most));
  }

  savePlan(plan: Plan): void {
    guarded(() => this.#recovery.savePlan(plan));
  }

  plan(id: string): Plan | undefined {
    return guarded(() => this.#recovery.plan(id));
  }

  plans(): readonly Plan[] {
    return guarded(() => this.#recovery.plans());
  }

  saveJob(job: RecoveryJob): void {
    guarded(() => this.#recovery.saveJob(job));
  }

  job(id: string): RecoveryJob | undefined {
    return guarded(() => this.#recovery.job(id));
  }

  jobs(): readonly RecoveryJob[] {
    return guarded(() => this.#recovery.jobs());
  }

  appendJournal(entry: Omit<JournalEntry, "sequence">): JournalEntry {
    return guarded(() => this.#recovery.append(entry));
  }

  appendJournalEntries(entries: readonly Omit<JournalEntry, "sequence">[]): void {
    guarded(() => this.#recovery.appendAll(entries));
  }

  journal(jobId: string): readonly JournalEntry[] {
    return guarded(() => this.#recovery.journal(jobId));
  }

  secret(name: string): Uint8Array | undefined {
    return guarded(() => this.#recovery.secret(name));
  }

  setSecret(name: string, value: Uint8Array | undefined): void {
    guarded(() => this.#recovery.setSecret(name, value));
  }

  windowKey(): Uint8Array {
    return this.#windowKey.slice();
  }

  /** A seal that is still open is dropped. */
  close(): void {
    const { database, files, lock } = this.#parts;
    if (!database.isOpen) return;
    this.#windowKey.fill(0);
    this.#seal?.abandon();
    try {
      database.close();
    } finally {
      releaseWriterLock(files, lock);
    }
  }

  #keep(name: MetaName, value: string | undefined): void {
    this.#mustBeWritable();
    const { database } = this.#parts;
    guarded(() => database.transaction(() => setMeta(database, name, value)));
  }

  #mustBeWritable(): void {
    if (!this.#parts.database.readOnly) return;
    throw new ReinstateError("DISK_DENIED", "The vault was opened for reading only; nothing can be written to it.");
  }

  /** Who reads step by step may find a snapshot half thinned out: then nothing that was read in that step is told. */
  *#whileKept<Value, Result>(snapshots: readonly number[], values: Generator<Value, Result>): Generator<Value, Result> {
    const mustBeKept = () => {
      for (const number of snapshots) this.#mustExist(number);
    };
    try {
      for (;;) {
        const step = values.next();
        mustBeKept();
        if (step.done === true) return step.value;
        yield step.value;
      }
    } catch (error) {
      mustBeKept();
      throw asVaultError(error);
    } finally {
      values.return?.(undefined as Result);
    }
  }

  #mustExist(snapshotNumber: number): void {
    const { chain } = this.#parts;
    if (chain.isRemoved(snapshotNumber)) throw goneError(chain, snapshotNumber);
    if (chain.records[snapshotNumber - 1] !== undefined) return;
    throw new ReinstateError("USAGE_NOT_FOUND", `There is no snapshot ${snapshotNumber}. See \`reinstate snapshots\`.`);
  }
}

/** Where an object stands in a snapshot's tree; undefined if it is not there. */
function placeOf({ ids, trees }: VaultParts, snapshotNumber: number, type: ObjectType, id: string) {
  const number = ids.numberOf(id);
  const row = number === undefined ? 0 : (trees.tree(snapshotNumber, type)?.[bucketOf(id)] ?? 0);
  if (number === undefined || row === 0) return undefined;
  const bucket = trees.bucket(row);
  const index = findInBucket(bucket, number);
  return index < 0 ? undefined : { number, bucket, index };
}

function sealingError(): ReinstateError {
  const message = "A snapshot is being taken in this vault already. Wait until it ends, then try again.";
  return new ReinstateError("VAULT_HELD", message, { retryable: true });
}

function goneError(chain: Chain, number: number): ReinstateError {
  const removal = chain.events.find((event) => event.kind === "removal" && event.removed.includes(number));
  return new ReinstateError(
    "USAGE_NOT_FOUND",
    `Snapshot ${number} was thinned out on ${removal?.at.slice(0, 10)}; only its signed record is left. See \`reinstate snapshots\`.`,
  );
}
