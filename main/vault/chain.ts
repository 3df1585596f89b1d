import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type Database from "better-sqlite3-multiple-ciphers";
import { z } from "zod";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { recordId } from "./verify-record.ts";

const headSchema = z.strictObject({ number: z.int().min(0), id: z.string(), signature: z.string() });

/** The chain's head as it stands outside the database. */
export type Head = z.infer<typeof headSchema>;

/** The vault's own signing key, made with the vault; the private half lies encrypted in the database. */
export function newSigningKeys(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

export function publicKeyOf(privateKey: string): string {
  return createPublicKey(createPrivateKey(privateKey)).export({ type: "spki", format: "pem" }).toString();
}

export function signRecord(record: Omit<SnapshotRecord, "id" | "signature">, privateKey: string): SnapshotRecord {
  const id = recordId(record);
  const signature = sign(null, Buffer.from(id, "hex"), createPrivateKey(privateKey)).toString("base64");
  return { ...record, id, signature };
}

export function readRecords(database: Database.Database): SnapshotRecord[] {
  const rows = database.prepare("SELECT body FROM record ORDER BY number").all() as { body: string }[];
  return rows.map(({ body }) => JSON.parse(body) as SnapshotRecord);
}

/** Written after the transaction: a head that is one behind is a process that was killed in between, not an attack. */
export function writeHead(file: string, { number, id, signature }: SnapshotRecord): void {
  writeFileSync(`${file}.new`, `${JSON.stringify({ number, id, signature })}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Undefined if there is none or it cannot be read. */
export function readHead(file: string): Head | undefined {
  try {
    return headSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** What is wrong between the head file and the records; undefined if nothing is. */
export function headProblem(head: Head | undefined, records: readonly SnapshotRecord[]): string | undefined {
  const last = records.at(-1);
  if (last === undefined)
    return head === undefined
      ? undefined
      : `The head names snapshot ${head.number}, and the vault holds none: it was cut or put back to an older state`;
  if (head === undefined) return "The head file (head.json) is missing or cannot be read";
  const named = records.find(({ number }) => number === head.number);
  if (named === undefined)
    return `The head names snapshot ${head.number}, and the vault ends with ${last.number}: it was cut or put back to an older state`;
  if (named.id !== head.id)
    return `The head names another snapshot ${head.number} than the vault holds: one of them was replaced`;
  if (last.number - head.number > 1)
    return `The head names snapshot ${head.number}, and the vault ends with ${last.number}: the head was put back`;
  return undefined;
}
