import type Database from "better-sqlite3-multiple-ciphers";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";
import type { AuditStore } from "./audit-store.ts";
import { auditRootOf } from "./audit-store.ts";
import { readRecords, signRecord } from "./chain.ts";
import type { ChunkStore } from "./chunk-store.ts";
import { ChunkWriter } from "./chunk-store.ts";
import { contentHash } from "./content-hash.ts";
import { payloadOf } from "./object-payload.ts";
import { PackWriter } from "./packs.ts";
import type { EntryChange } from "./snapshot-entries.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";
import { rootOf, TypeTree } from "./type-tree.ts";
import type { SnapshotHeader, SnapshotSeal } from "./vault.ts";

export interface SealParts {
  readonly database: Database.Database;
  readonly index: SnapshotIndex;
  readonly chunks: ChunkStore;
  readonly audits: AuditStore;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly privateKey: string;
  /** After the transaction: the head file. */
  readonly onSealed: (record: SnapshotRecord) => void;
}

type End = Parameters<SnapshotSeal["finish"]>[0];

/** One type's objects while they come in: the tree so far, and what the tree before held. */
interface TypeSeal {
  readonly base: number;
  readonly before: TypeTree;
  readonly tree: TypeTree;
  /** For delta rounds: only what is given changed. For full reads everything is given. */
  readonly carried: boolean;
  readonly touched: Set<string>;
}

/**
 * Packs, chunks and entries are kept in memory and written in one transaction with the record: packs, then entries,
 * then the record. A process killed before its end leaves the vault exactly as it was.
 */
export class LocalSeal implements SnapshotSeal {
  readonly #parts: SealParts;
  readonly #header: SnapshotHeader;
  readonly #writer: PackWriter;
  readonly #chunks: ChunkWriter;
  readonly #types = new Map<ObjectType, TypeSeal>();
  readonly #audits = new Map<string, AuditRecord>();
  #over = false;

  constructor(parts: SealParts, header: SnapshotHeader) {
    this.#parts = parts;
    this.#header = header;
    this.#writer = new PackWriter(parts.database);
    this.#chunks = new ChunkWriter(parts.chunks, this.#writer);
    for (const type of header.basedOn?.types ?? []) this.#open(type);
  }

  add(objects: Iterable<DirectoryObject>): void {
    this.#mustBeOpen();
    for (const object of objects) this.#addOne(object);
  }

  remove(type: ObjectType, ids: Iterable<string>): void {
    this.#mustBeOpen();
    const seal = this.#open(type);
    if (!seal.carried) throw new Error(`objects of ${type} can only be removed in a snapshot based on another`);
    for (const id of ids) if (seal.tree.delete(id)) seal.touched.add(id);
  }

  addAuditRecords(records: Iterable<AuditRecord>): void {
    this.#mustBeOpen();
    for (const record of records) this.#audits.set(record.id, record);
  }

  finish(end: End): SnapshotRecord {
    this.#mustBeOpen();
    // A type that was asked for and holds nothing is known to be empty.
    for (const type of Object.keys(end.types) as ObjectType[]) this.#open(type);
    const root = rootOf(new Map([...this.#types].map(([type, { tree }]) => [type, tree.root()]))).toString("hex");
    if (end.expectedRoot !== undefined && end.expectedRoot !== root) {
      throw new ReinstateError(
        "IMPORT_INVALID",
        "The objects in the file are not those that its signature is over. Nothing was imported.",
      );
    }
    const record = this.#parts.database.transaction(() => this.#write(end, root)).immediate();
    this.#over = true;
    for (const [type, { tree }] of this.#types) this.#parts.index.remember(record.number, type, tree);
    this.#parts.onSealed(record);
    return record;
  }

  abandon(): void {
    this.#over = true;
    this.#types.clear();
  }

  #addOne(object: DirectoryObject): void {
    const seal = this.#open(object.type);
    const payload = payloadOf(object, (text) => this.#chunks.add(text));
    const drafted = this.#writer.draft(payload);
    const hash = contentHash(drafted).toString("latin1");
    const known = seal.before.get(object.id);
    const entry = known?.hash === hash ? known : { hash, ...this.#writer.keep(drafted) };
    if (seal.tree.get(object.id) === entry) return;
    seal.tree.set(object.id, entry);
    if (entry !== known || seal.carried) seal.touched.add(object.id);
  }

  #open(type: ObjectType): TypeSeal {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    const { index } = this.#parts;
    const { basedOn } = this.#header;
    const carried = basedOn?.types.includes(type) === true;
    const base = carried ? basedOn.snapshotNumber : (index.latestWith(type) ?? 0);
    const before = base === 0 ? undefined : index.tree(base, type);
    if (carried && before === undefined) throw new Error(`snapshot ${base} holds no ${type} to build on`);
    const tree = carried ? before?.copy() : undefined;
    const seal: TypeSeal = {
      base,
      before: before ?? TypeTree.empty(),
      tree: tree ?? TypeTree.empty(),
      carried,
      touched: new Set(),
    };
    this.#types.set(type, seal);
    return seal;
  }

  #write(end: End, root: string): SnapshotRecord {
    const { database, index, audits, tenant, privateKey } = this.#parts;
    const last = readRecords(database).at(-1);
    const number = (last?.number ?? 0) + 1;
    this.#writer.store(database);
    this.#chunks.store(database);
    for (const [type, seal] of this.#types) index.store(number, type, seal.base, changesOf(seal), seal.tree);
    const records = [...this.#audits.values()];
    audits.store(number, records);
    const record = signRecord(
      {
        number,
        tenantId: tenant.id,
        tenantName: tenant.name,
        startedAt: this.#header.startedAt,
        endedAt: end.endedAt,
        previous: last?.id ?? null,
        root,
        auditRoot: auditRootOf(records),
        counts: Object.fromEntries([...this.#types].map(([type, { tree }]) => [type, tree.size])),
        types: end.types,
        complete: Object.values(end.types).every(({ complete }: TypeProof) => complete),
        origin: this.#header.origin,
      },
      privateKey,
    );
    database.prepare("INSERT INTO record (number, body) VALUES (?, ?)").run(number, JSON.stringify(record));
    return record;
  }

  #mustBeOpen(): void {
    if (this.#over) throw new Error("this seal is over");
  }
}

/** What this snapshot changed against its base: what was given anew, and in a full read what was not given at all. */
function changesOf({ before, tree, carried, touched }: TypeSeal): readonly EntryChange[] {
  const ids = new Set(touched);
  if (!carried) for (const [id] of before.entries()) if (tree.get(id) === undefined) ids.add(id);
  const changes: EntryChange[] = [];
  for (const id of ids) {
    const [old, now] = [before.get(id), tree.get(id)];
    if (old?.hash === now?.hash) continue;
    changes.push({ id, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) });
  }
  return changes;
}
