import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";
import { AuditSeal, auditRoot, storeAudit } from "./audit-store.ts";
import { EntryWriter } from "./entry-writer.ts";
import { headOf, prepareHead } from "./head-file.ts";
import { storeImported } from "./imported-record.ts";
import { ChunkAddresses } from "./link-chunks.ts";
import { merkleRoot, typeHash } from "./merkle-root.ts";
import { PackThread } from "./pack-thread.ts";
import { PackWriter } from "./pack-writer.ts";
import { type SealedTree, TypeSeal } from "./type-seal.ts";
import type { SnapshotHeader, SnapshotSeal } from "./vault.ts";
import { guarded } from "./vault-error.ts";
import type { VaultParts } from "./vault-parts.ts";
import { dropPrepared } from "./write-file-durably.ts";
import { writtenElsewhere } from "./written-elsewhere.ts";

type SealEnd = Parameters<SnapshotSeal["finish"]>[0];

/** From so many objects on a second thread is worth its start: of a delta round each may change another pack. */
const threadFrom = { full: 10_000, delta: 300 };

/** A snapshot that is being sealed. Everything stays in memory, or in packs that nothing refers to, until `finish`. */
export class Seal implements SnapshotSeal {
  readonly #parts: VaultParts;
  readonly #header: SnapshotHeader;
  readonly #onEnd: () => void;
  readonly #packs: PackWriter;
  readonly #chunks: ChunkAddresses;
  readonly #entries: EntryWriter;
  readonly #types = new Map<ObjectType, TypeSeal>();
  readonly #threadFrom: number;
  readonly #audit = new AuditSeal();
  #thread: PackThread | undefined;
  #taken = 0;
  #isOpen = true;

  constructor(parts: VaultParts, header: SnapshotHeader, onEnd: () => void) {
    this.#parts = parts;
    this.#header = header;
    this.#onEnd = onEnd;
    this.#threadFrom = header.basedOn === undefined ? threadFrom.full : threadFrom.delta;
    this.#packs = new PackWriter(parts.database, parts.chain.state.nextEntry);
    this.#chunks = new ChunkAddresses(parts.database);
    this.#entries = new EntryWriter(parts.ids, parts.packs, this.#packs, this.#chunks);
    for (const type of header.basedOn?.types ?? []) this.#type(type);
  }

  add(objects: Iterable<DirectoryObject>): number {
    this.#mustBeOpen();
    return guarded(() => {
      let first = 0;
      for (const object of objects) {
        if (this.#entries.add(object, this.#type(object.type))) first += 1;
        this.#taken += 1;
        if (this.#taken === this.#threadFrom) this.#startThread();
      }
      return first;
    });
  }

  remove(type: ObjectType, ids: Iterable<string>): void {
    this.#mustBeOpen();
    guarded(() => {
      for (const id of ids) {
        const number = this.#parts.ids.numberOf(id);
        if (number !== undefined) this.#type(type).remove(id, number);
      }
    });
  }

  addAuditRecords(records: Iterable<AuditRecord>): void {
    this.#mustBeOpen();
    this.#audit.add(records);
  }

  finish(end: SealEnd): SnapshotRecord {
    this.#mustBeOpen();
    try {
      return guarded(() => this.#finish(end));
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  abandon(): void {
    if (!this.#isOpen) return;
    this.#end();
    this.#parts.ids.forget();
    guarded(() => {
      dropPrepared(this.#parts.files.head);
      if (this.#parts.chain.isCurrent()) this.#packs.drop();
      this.#parts.database.giveBackRoom();
      this.#parts.database.settle();
    });
  }

  #finish(end: SealEnd): SnapshotRecord {
    const { database, ids, chain, trees, files } = this.#parts;
    this.#entries.finish();
    const sealed = this.#finishTrees();
    const lines = this.#audit.sorted();
    const record = this.#record(end, sealed, auditRoot(lines));
    const added = [...sealed.values()].flatMap((tree) => tree.added);
    const state = { nextEntry: this.#packs.next, nextBucket: chain.state.nextBucket + added.length };
    const showHead = prepareHead(files.head, headOf({ record, number: record.number, events: chain.events.length }));
    // The order is an invariant of the format: packs, then tree, then record, and nothing is seen before all of it is.
    database.transaction(() => {
      if (!chain.isCurrent()) throw writtenElsewhere();
      this.#packs.store();
      ids.store();
      this.#chunks.store();
      storeAudit(database, record.number, lines);
      trees.storeBuckets(added);
      for (const [type, { tree }] of sealed) trees.storeTree(record.number, type, tree);
      if (this.#header.imported !== undefined) storeImported(database, record.number, this.#header.imported);
      chain.store(record, state);
    });
    chain.keep(record, state);
    ids.keep();
    this.#end();
    showHead();
    return record;
  }

  #startThread(): void {
    this.#thread = new PackThread();
    this.#entries.shareWith(this.#thread);
  }

  #end(): void {
    this.#isOpen = false;
    this.#thread?.close();
    this.#onEnd();
  }

  #finishTrees(): ReadonlyMap<ObjectType, SealedTree> {
    const sealed = new Map<ObjectType, SealedTree>();
    let row = this.#parts.chain.state.nextBucket;
    for (const [type, seal] of this.#types) {
      const tree = seal.finish(row);
      row += tree.added.length;
      sealed.set(type, tree);
    }
    return sealed;
  }

  #record(end: SealEnd, sealed: ReadonlyMap<ObjectType, SealedTree>, auditHash: string): SnapshotRecord {
    const { chain, tenant } = this.#parts;
    const roots = [...sealed].flatMap(([type, { count, hashes }]) =>
      count === 0 ? [] : [[type, typeHash(type, hashes)] as const],
    );
    const root = merkleRoot(new Map(roots));
    if (end.expectedRoot !== undefined && end.expectedRoot !== root) {
      const message = "The objects are not those that the snapshot's record was sealed over. Nothing was imported.";
      throw new ReinstateError("IMPORT_INVALID", message, { details: `root ${root}` });
    }
    return chain.sign({
      tenantName: tenant.name,
      startedAt: this.#header.startedAt,
      endedAt: end.endedAt,
      root,
      auditRoot: auditHash,
      ...(end.auditReason === undefined ? {} : { auditReason: end.auditReason }),
      counts: countsOf(end.types, sealed),
      types: end.types,
      complete: Object.values(end.types).every(({ complete }) => complete),
      origin: this.#header.origin,
    });
  }

  #type(type: ObjectType): TypeSeal {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    const { chain, trees, ids } = this.#parts;
    const { basedOn } = this.#header;
    const isCarried = basedOn?.types.includes(type) ?? false;
    const last = chain.kept.findLast(({ types }) => types[type] !== undefined)?.number;
    const base = isCarried ? basedOn?.snapshotNumber : last;
    const seal = new TypeSeal(trees, ids, base === undefined ? undefined : trees.tree(base, type), isCarried);
    this.#types.set(type, seal);
    return seal;
  }

  #mustBeOpen(): void {
    if (!this.#isOpen) throw new Error("this seal has ended");
  }
}

/** A type that was read and has no objects counts 0; objects of a type that nobody says was read are a mistake. */
function countsOf(
  proofs: Readonly<Partial<Record<ObjectType, TypeProof>>>,
  sealed: ReadonlyMap<ObjectType, SealedTree>,
): SnapshotRecord["counts"] {
  const counts: Partial<Record<ObjectType, number>> = {};
  for (const type of Object.keys(proofs) as ObjectType[]) counts[type] = sealed.get(type)?.count ?? 0;
  for (const [type, { count }] of sealed) {
    if (count > 0 && proofs[type] === undefined) throw new Error(`objects of type ${type} were added without a proof`);
  }
  return counts;
}
