import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { type ChainPlace, describePlace } from "./chain-links.ts";
import type { VaultParts } from "./vault-parts.ts";
import { type SignedRecord, verifyRecord } from "./verify-record.ts";

/** An open vault as the bytes that a copy is made of. Nothing in here is readable without one of its keys. */
export interface CopySource {
  /** SHA-256 (hex) of the first signing key: the same for as long as the vault lives. */
  readonly vaultId: string;
  readonly place: ChainPlace;
  /** "snapshot 7". */
  readonly placeText: string;
  /** Id of the last record; null: the chain is empty. */
  readonly headId: string | null;
  /** Of vault.db, in bytes. */
  readonly length: number;
  /** Goes up when something may have been written: what was read before may be old. */
  readonly writes: number;
  /** Brings everything into the one file; false while a reader keeps that from being done. */
  settle(): boolean;
  read(position: number, into: Uint8Array): void;
  /** slots.json and head.json. */
  texts(): { readonly slots: string; readonly head: string };
  /** With the chain's key, for what says of itself that it is no record of the chain. */
  sign<Content extends { readonly format: string }>(content: Content): Content & SignedRecord;
  /** Whether it was signed with a key that the chain has or had. */
  isOwn(record: SignedRecord): boolean;
  /** Whether the chain holds this record at this place. */
  holds(place: ChainPlace, headId: string | null): boolean;
}

export function copySource({ database, chain, files }: VaultParts): CopySource {
  const last = chain.links.at(-1);
  const place = { number: last?.number ?? 0, events: last?.events ?? 0 };
  return {
    vaultId: createHash("sha256")
      .update(chain.publicKeys[0] ?? "")
      .digest("hex"),
    place,
    placeText: describePlace(place),
    headId: last?.record.id ?? null,
    length: statSync(database.path).size,
    get writes() {
      return database.writes;
    },
    settle: () => database.settle(),
    read: (position, into) => database.rawBytes(position, into),
    texts: () => ({ slots: readFileSync(files.slots, "utf8"), head: readFileSync(files.head, "utf8") }),
    sign: (content) => chain.signOther(content),
    isOwn: (record) => chain.publicKeys.some((key) => verifyRecord(record, key)),
    holds: ({ number, events }, headId) => {
      const length = number + events;
      const link = chain.links[length - 1];
      return length === 0 ? headId === null : link?.record.id === headId && link.number === number;
    },
  };
}
