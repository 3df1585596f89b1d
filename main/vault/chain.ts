import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { VaultDatabase } from "./database.ts";
import { tallied } from "./tally.ts";
import { alteredError } from "./vault-error.ts";
import { recordId } from "./verify-record.ts";

export interface ChainKeys {
  /** SPKI PEM. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function newChainKeys(): { readonly publicKey: string; readonly privatePem: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519", {
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { publicKey, privatePem: privateKey };
}

export interface SealedState {
  readonly nextEntry: number;
  readonly nextBucket: number;
}

interface SnapshotRow {
  readonly record: string;
  readonly next_entry: number;
  readonly next_bucket: number;
}

function parseKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw alteredError("meta privateKey", cause);
  }
}

function parseRecord({ record }: SnapshotRow, index: number): SnapshotRecord {
  try {
    return JSON.parse(record) as SnapshotRecord;
  } catch (cause) {
    throw alteredError(`the record of snapshot ${index + 1}`, cause);
  }
}

/** The chain of sealed records. */
export class Chain {
  readonly #database: VaultDatabase;
  readonly #keys: ChainKeys;
  #records: readonly SnapshotRecord[];
  #state: SealedState;

  constructor(database: VaultDatabase, publicKey: string, privatePem: string) {
    this.#database = database;
    this.#keys = { publicKey, privateKey: parseKey(privatePem) };
    const rows = database.all<SnapshotRow>("SELECT record, next_entry, next_bucket FROM snapshot ORDER BY number");
    this.#records = rows.map(parseRecord);
    const last = rows.at(-1);
    this.#state = { nextEntry: last?.next_entry ?? 1, nextBucket: last?.next_bucket ?? 1 };
  }

  get records(): readonly SnapshotRecord[] {
    return this.#records;
  }

  get state(): SealedState {
    return this.#state;
  }

  /** The next record, signed; not yet stored. */
  sign(content: Omit<SnapshotRecord, "id" | "signature" | "number" | "previous">): SnapshotRecord {
    const last = this.#records.at(-1);
    const whole = { ...content, number: (last?.number ?? 0) + 1, previous: last?.id ?? null };
    const id = recordId(whole);
    return { ...whole, id, signature: sign(null, Buffer.from(id, "hex"), this.#keys.privateKey).toString("base64") };
  }

  /** Last inside the transaction that seals. */
  store(record: SnapshotRecord, { nextEntry, nextBucket }: SealedState): void {
    const insert = "INSERT INTO snapshot (number, record, next_entry, next_bucket) VALUES (?, ?, ?, ?)";
    tallied(this.#database, "snapshot", [record.number], () => {
      this.#database.run(insert, record.number, canonicalJson(record as never), nextEntry, nextBucket);
    });
  }

  /** After the transaction held. */
  keep(record: SnapshotRecord, state: SealedState): void {
    this.#records = [...this.#records, record];
    this.#state = state;
  }
}
