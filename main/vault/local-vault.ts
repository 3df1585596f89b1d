import { statSync } from "node:fs";
import type Database from "better-sqlite3-multiple-ciphers";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { nameOf, objectTypes } from "../../preload/contract/directory-object.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob } from "../../preload/contract/recovery-job.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { AuditStore } from "./audit-store.ts";
import { publicKeyOf, readHead, readRecords, writeHead } from "./chain.ts";
import { checkVault } from "./check-vault.ts";
import { ChunkStore } from "./chunk-store.ts";
import { asVaultError, onDisk } from "./disk-errors.ts";
import { JobStore } from "./job-store.ts";
import { formatVersion } from "./migrations/migrate.ts";
import { objectOf } from "./object-payload.ts";
import { releaseDatabase } from "./open-database.ts";
import { PackReader } from "./packs.ts";
import { LocalSeal } from "./seal-snapshot.ts";
import type { Entry } from "./snapshot-entries.ts";
import { SnapshotIndex } from "./snapshot-index.ts";
import type {
  CheckProgress,
  CheckVerdict,
  ObjectPair,
  SnapshotHeader,
  SnapshotSeal,
  Vault,
  VaultDescription,
} from "./vault.ts";
import { vaultFiles } from "./vault-files.ts";
import { readMeta } from "./vault-meta.ts";
import { differingEntries } from "./walk-differences.ts";

/** The vault over one SQLite file. */
export class LocalVault implements Vault {
  readonly #folder: string;
  readonly #database: Database.Database;
  readonly #packs: PackReader;
  readonly #chunks: ChunkStore;
  readonly #index: SnapshotIndex;
  readonly #audits: AuditStore;
  readonly #jobs: JobStore;
  #records: SnapshotRecord[];

  constructor(folder: string, database: Database.Database) {
    this.#folder = folder;
    this.#database = database;
    this.#packs = new PackReader(database);
    this.#chunks = new ChunkStore(database, this.#packs);
    this.#index = new SnapshotIndex(database);
    this.#audits = new AuditStore(database);
    this.#jobs = new JobStore(database);
    this.#records = readRecords(database);
  }

  get description(): VaultDescription {
    const { tenantId, tenantName, createdAt, privateKey } = readMeta(this.#database);
    const bytes = statSync(vaultFiles(this.#folder).database).size;
    return {
      path: this.#folder,
      tenantId,
      tenantName,
      createdAt,
      bytes,
      formatVersion,
      publicKey: publicKeyOf(privateKey),
    };
  }

  snapshots(): readonly SnapshotRecord[] {
    return this.#records;
  }

  beginSnapshot(header: SnapshotHeader): SnapshotSeal {
    const { tenantId, tenantName, privateKey } = readMeta(this.#database);
    const seal = new LocalSeal(
      {
        database: this.#database,
        index: this.#index,
        chunks: this.#chunks,
        audits: this.#audits,
        tenant: { id: tenantId, name: tenantName },
        privateKey,
        onSealed: (record) => this.#sealed(record),
      },
      header,
    );
    const { finish } = seal;
    seal.finish = (end) => onDisk(this.#folder, () => finish.call(seal, end));
    return seal;
  }

  object(snapshotNumber: number, type: ObjectType, id: string): DirectoryObject | undefined {
    const entry = this.#index.tree(snapshotNumber, type)?.get(id);
    return entry === undefined ? undefined : this.#read(type, id, entry);
  }

  *objects(snapshotNumber: number, type?: ObjectType): Generator<DirectoryObject> {
    for (const each of type === undefined ? objectTypes : [type]) {
      const entries = [...(this.#index.tree(snapshotNumber, each)?.entries() ?? [])];
      entries.sort(([, first], [, second]) => first.pack - second.pack || first.offset - second.offset);
      for (const [id, entry] of entries) yield this.#read(each, id, entry);
    }
  }

  find(snapshotNumber: number, text: string, limit: number): readonly DirectoryObject[] {
    const wanted = text.toLowerCase();
    const found: DirectoryObject[] = [];
    for (const object of this.objects(snapshotNumber)) {
      if (!isCalled(object, wanted)) continue;
      found.push(object);
      if (found.length >= limit) break;
    }
    return found;
  }

  *differences(from: number, to: number, types?: readonly ObjectType[]): Generator<ObjectPair> {
    const held = [from, to].flatMap((number) =>
      Object.keys(this.#records.find((record) => record.number === number)?.types ?? {}),
    );
    for (const type of objectTypes.filter((each) => held.includes(each) && (types?.includes(each) ?? true))) {
      for (const { id, before, after } of differingEntries(this.#index, from, to, type)) {
        yield {
          type,
          id,
          ...(before === undefined ? {} : { before: this.#read(type, id, before) }),
          ...(after === undefined ? {} : { after: this.#read(type, id, after) }),
        };
      }
    }
  }

  auditRecords(since: string, until: string): IterableIterator<AuditRecord> {
    return this.#audits.between(since, until)[Symbol.iterator]();
  }

  check(): Generator<CheckProgress, CheckVerdict> {
    const files = vaultFiles(this.#folder);
    const packs = new PackReader(this.#database);
    return checkVault({
      database: this.#database,
      folder: this.#folder,
      packs,
      chunks: new ChunkStore(this.#database, packs),
      audits: this.#audits,
      head: readHead(files.head),
      publicKey: publicKeyOf(readMeta(this.#database).privateKey),
      bytes: statSync(files.database).size,
    });
  }

  savePlan(plan: Plan): void {
    onDisk(this.#folder, () => this.#jobs.savePlan(plan));
  }

  plan(id: string): Plan | undefined {
    return this.#jobs.plan(id);
  }

  plans(): readonly Plan[] {
    return this.#jobs.plans();
  }

  saveJob(job: RecoveryJob): void {
    onDisk(this.#folder, () => this.#jobs.saveJob(job));
  }

  job(id: string): RecoveryJob | undefined {
    return this.#jobs.job(id);
  }

  jobs(): readonly RecoveryJob[] {
    return this.#jobs.jobs();
  }

  appendJournal(entry: Omit<JournalEntry, "sequence">): JournalEntry {
    return onDisk(this.#folder, () => this.#jobs.appendJournal(entry));
  }

  journal(jobId: string): readonly JournalEntry[] {
    return this.#jobs.journal(jobId);
  }

  secret(name: string): Uint8Array | undefined {
    const row = this.#database.prepare("SELECT value FROM secret WHERE name = ?").get(name) as
      | { value: Buffer }
      | undefined;
    return row?.value;
  }

  setSecret(name: string, value: Uint8Array | undefined): void {
    onDisk(this.#folder, () => {
      if (value === undefined) this.#database.prepare("DELETE FROM secret WHERE name = ?").run(name);
      else
        this.#database
          .prepare("INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)")
          .run(name, Buffer.from(value));
    });
  }

  close(): void {
    releaseDatabase(this.#folder, this.#database);
  }

  #read(type: ObjectType, id: string, entry: Entry): DirectoryObject {
    try {
      return objectOf(type, id, this.#packs.read(entry).toString("utf8"), (hash) => this.#chunks.read(hash));
    } catch (error) {
      throw asVaultError(error, this.#folder);
    }
  }

  #sealed(record: SnapshotRecord): void {
    this.#records = [...this.#records, record];
    writeHead(vaultFiles(this.#folder).head, record);
  }
}

function isCalled(object: DirectoryObject, wanted: string): boolean {
  const { userPrincipalName, appId } = object.properties;
  return [nameOf(object), userPrincipalName, appId, object.id].some(
    (text) => typeof text === "string" && text.toLowerCase().includes(wanted),
  );
}
