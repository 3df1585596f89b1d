import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import type { ChainEvent, RekeyRecord, RemovalRecord } from "../../preload/contract/chain-event.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { type ChainKeys, newChainKeys, readChainKeys, signed } from "./chain-keys.ts";
import { type ChainLink, chainLinks, isEvent } from "./chain-links.ts";
import type { VaultDatabase } from "./database.ts";
import { tallied } from "./tally.ts";
import { alteredError } from "./vault-error.ts";
import { setMeta } from "./vault-meta.ts";
import { type SignedRecord, verifyRecord } from "./verify-record.ts";

export interface SealedState {
  readonly nextEntry: number;
  readonly nextBucket: number;
}

interface ChainContent {
  readonly records: readonly SnapshotRecord[];
  readonly events: readonly ChainEvent[];
  readonly state: SealedState;
}

interface SnapshotRow {
  readonly record: string;
  readonly next_entry: number;
  readonly next_bucket: number;
}

type NewRecord = Omit<SnapshotRecord, "id" | "signature" | "number" | "previous" | "tenantId">;
type ToChain<Event extends ChainEvent> = Omit<
  Event,
  "id" | "signature" | "sequence" | "after" | "previous" | "tenantId"
>;

/** The chain of signed records: snapshots, and between them events. */
export class Chain {
  readonly #database: VaultDatabase;
  readonly #tenantId: string;
  #keys: ChainKeys;
  #records: readonly SnapshotRecord[];
  #events: readonly ChainEvent[];
  #removed: ReadonlySet<number>;
  #state: SealedState;

  private constructor(database: VaultDatabase, tenantId: string, keys: ChainKeys, content: ChainContent) {
    this.#database = database;
    this.#tenantId = tenantId;
    this.#keys = keys;
    this.#records = content.records;
    this.#events = content.events;
    this.#removed = removedBy(content.events);
    this.#state = content.state;
  }

  /** The chain as the database holds it. VAULT_ALTERED where a record is none. */
  static read(database: VaultDatabase, tenantId: string, publicKey: string, privatePem: string): Chain {
    const rows = database.all<SnapshotRow>("SELECT record, next_entry, next_bucket FROM snapshot ORDER BY number");
    const last = rows.at(-1);
    const events = database.all<{ record: string }>("SELECT record FROM chain_event ORDER BY sequence");
    return new Chain(database, tenantId, readChainKeys(publicKey, privatePem), {
      records: rows.map(({ record }, index) => parse<SnapshotRecord>(record, `snapshot ${index + 1}`)),
      events: events.map(({ record }, index) => parse<ChainEvent>(record, `event ${index + 1}`)),
      state: { nextEntry: last?.next_entry ?? 1, nextBucket: last?.next_bucket ?? 1 },
    });
  }

  /** As it is known now: what this one gains later does not show in it. */
  frozen(): Chain {
    const content = { records: this.#records, events: this.#events, state: this.#state };
    return new Chain(this.#database, this.#tenantId, this.#keys, content);
  }

  /** Of all snapshots that were ever sealed, those that were thinned out included. */
  get records(): readonly SnapshotRecord[] {
    return this.#records;
  }

  get events(): readonly ChainEvent[] {
    return this.#events;
  }

  /** Snapshots whose objects are still there. */
  get kept(): readonly SnapshotRecord[] {
    return this.#records.filter(({ number }) => !this.#removed.has(number));
  }

  isRemoved(number: number): boolean {
    return this.#removed.has(number);
  }

  get links(): readonly ChainLink[] {
    return chainLinks(this.#records, this.#events);
  }

  get state(): SealedState {
    return this.#state;
  }

  /** SPKI PEM of the key that signs now. */
  get publicKey(): string {
    return this.#keys.publicKey;
  }

  /** The keys that signed since the chain began, the first one first; each but the first was signed in by the one before. */
  get publicKeys(): readonly string[] {
    const rekeys = this.#events.filter((event) => event.kind === "rekey");
    const followed = rekeys.every((event, index) => {
      const next = rekeys[index + 1]?.formerKey ?? this.publicKey;
      return next === event.publicKey && verifyRecord(event, event.formerKey);
    });
    return followed ? [...rekeys.map(({ formerKey }) => formerKey), this.publicKey] : [this.publicKey];
  }

  /** The next snapshot's record, signed; not yet stored. */
  sign(content: NewRecord): SnapshotRecord {
    const number = this.#records.length + 1;
    return signed({ ...content, number, tenantId: this.#tenantId, previous: this.#end }, this.#keys);
  }

  /** Last inside the transaction that seals. */
  store(record: SnapshotRecord, { nextEntry, nextBucket }: SealedState): void {
    const insert = "INSERT INTO snapshot (number, record, next_entry, next_bucket) VALUES (?, ?, ?, ?)";
    tallied(this.#database, "snapshot", [record.number], () => {
      this.#database.run(insert, record.number, canonical(record), nextEntry, nextBucket);
    });
  }

  /** After the transaction held. */
  keep(record: SnapshotRecord, state: SealedState): void {
    this.#records = [...this.#records, record];
    this.#state = state;
  }

  /** Whether nobody else has made it longer since it was read: what is about to be stored, or dropped, is ours only then. */
  isCurrent(): boolean {
    const sql = "SELECT (SELECT count(*) FROM snapshot) AS records, (SELECT count(*) FROM chain_event) AS events";
    const stored = this.#database.get<{ records: number; events: number }>(sql);
    return stored?.records === this.#records.length && stored.events === this.#events.length;
  }

  /** The next event, signed; not yet stored. */
  signEvent(content: ToChain<RemovalRecord>): RemovalRecord;
  signEvent(content: ToChain<RekeyRecord>): RekeyRecord;
  signEvent(content: ToChain<RemovalRecord> | ToChain<RekeyRecord>): ChainEvent {
    const place = { sequence: this.#events.length + 1, after: this.#records.length, previous: this.#end };
    return signed({ ...content, ...place, tenantId: this.#tenantId }, this.#keys);
  }

  /** Inside a transaction. */
  storeEvent(event: ChainEvent): void {
    tallied(this.#database, "chain_event", [event.sequence], () => {
      const insert = "INSERT INTO chain_event (sequence, record) VALUES (?, ?)";
      this.#database.run(insert, event.sequence, canonical(event));
    });
  }

  /** After the transaction held. */
  keepEvent(event: ChainEvent): void {
    this.#events = [...this.#events, event];
    this.#removed = removedBy(this.#events);
  }

  /**
   * A new key pair for all records to come, inside a transaction. The record that says so is the last one under the former
   * key; the chain has to be read anew if the transaction does not hold. `at`: ISO 8601 UTC.
   */
  renewKeys(at: string): void {
    const { publicKey, privatePem } = newChainKeys();
    const event = this.signEvent({ kind: "rekey", at, formerKey: this.publicKey, publicKey });
    this.storeEvent(event);
    setMeta(this.#database, "publicKey", publicKey);
    setMeta(this.#database, "privateKey", privatePem);
    this.#keys = readChainKeys(publicKey, privatePem);
    this.keepEvent(event);
  }

  /** Something that is no record of the chain, and says so by its format. */
  signOther<Content extends { readonly format: string }>(content: Content): Content & SignedRecord {
    return signed(content, this.#keys);
  }

  /** The key (SPKI PEM) under which the record at this place in the chain has to hold. */
  publicKeyOf(record: SnapshotRecord | ChainEvent): string {
    const links = this.links;
    const at = links.findIndex((link) => link.record.id === record.id);
    const next = links.slice(Math.max(at, 0)).find(({ record: later }) => isEvent(later) && later.kind === "rekey");
    return next === undefined ? this.publicKey : (next.record as RekeyRecord).formerKey;
  }

  get #end(): string | null {
    return this.links.at(-1)?.record.id ?? null;
  }
}

function parse<Content>(record: string, place: string): Content {
  try {
    const content = JSON.parse(record) as Content;
    if (typeof content === "object" && content !== null) return content;
  } catch (cause) {
    throw alteredError(`the record of ${place}`, cause);
  }
  throw alteredError(`the record of ${place}`);
}

function canonical(record: SnapshotRecord | ChainEvent): string {
  return canonicalJson(record as unknown as JsonValue);
}

function removedBy(events: readonly ChainEvent[]): ReadonlySet<number> {
  return new Set(events.flatMap((event) => (event.kind === "removal" ? event.removed : [])));
}
