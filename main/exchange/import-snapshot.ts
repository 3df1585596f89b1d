import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { parseJson } from "../../preload/contract/parse-json.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { deepestNesting } from "../catalogue/nested-too-deep.ts";
import { diskError } from "./disk-error.ts";
import {
  chunkBytes,
  type ExportEnd,
  exportFormat,
  isAuditRecord,
  isDirectoryObject,
  isExportEnd,
  isExportHeader,
} from "./export-format.ts";
import { type ExportOpener, openWith } from "./export-key.ts";
import { exportLock } from "./export-lock.ts";
import { isExactLine } from "./is-exact-line.ts";
import { isNestedTooDeep } from "./is-nested-too-deep.ts";
import { type Line, readLines } from "./read-lines.ts";

/** The header first, then batches. Nothing may be kept before the generator has come to its end without an error. */
export type ExportPart =
  | { readonly kind: "header"; readonly record: SnapshotRecord; readonly publicKey: string }
  | { readonly kind: "objects"; readonly objects: readonly DirectoryObject[] }
  | { readonly kind: "audit"; readonly auditRecords: readonly AuditRecord[] };

/** Says whether the record's id and signature hold under the public key (main/vault/verify-record.ts). */
export type VerifyRecord = (record: SnapshotRecord, publicKey: string) => boolean;

/**
 * Reads an exported snapshot, proving it on the way: every chunk by age, every line by its shape, the whole by the last
 * line's hash and counts, the record by `verifyRecord`. Throws VAULT_LOCKED for a wrong passphrase or key, IMPORT_TRUNCATED for
 * a file that was cut off, IMPORT_INVALID for any other, USAGE_NOT_FOUND, DISK_DENIED.
 */
export async function* readExport(
  file: string,
  opener: ExportOpener,
  verifyRecord: VerifyRecord,
): AsyncGenerator<ExportPart> {
  const reading: Reading = {
    hash: createHash("sha256"),
    objects: 0,
    auditRecords: 0,
    counts: new Map(),
    end: undefined,
  };
  let header: ExportPart | undefined;
  for await (const lines of readLines(await openExport(file, opener), asImportError)) {
    const first = header === undefined ? lines[0] : undefined;
    if (first !== undefined) {
      header = headerOf(first, verifyRecord, reading);
      yield header;
    }
    yield* partsOf(first === undefined ? lines : lines.slice(1), reading);
  }
  if (header?.kind !== "header" || reading.end === undefined) throw truncated();
  checkEnd(reading, reading.end, header.record);
}

interface Reading {
  readonly hash: ReturnType<typeof createHash>;
  objects: number;
  auditRecords: number;
  readonly counts: Map<ObjectType, number>;
  end: ExportEnd | undefined;
}

async function openExport(file: string, opener: ExportOpener): Promise<ReadableStream<Uint8Array>> {
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  openWith(decrypter, opener);
  refuseOtherLock(await exportLock(file), opener);
  const size = await sizeOf(file);
  const source = createReadStream(file);
  try {
    const plain = await decrypter.decrypt(Readable.toWeb(source) as ReadableStream<Uint8Array>);
    if (!isWhole(() => plain.size(size))) throw truncated();
    return plain;
  } catch (error) {
    source.destroy();
    throw notOpened(error, opener) ?? asImportError(diskError(error, file));
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw diskError(error, file);
  }
}

function isWhole(plainSize: () => number): boolean {
  try {
    const size = plainSize();
    return size > 0 && size % chunkBytes === 0;
  } catch {
    return false;
  }
}

function refuseOtherLock(lock: "passphrase" | "keys", opener: ExportOpener): void {
  if (lock === (typeof opener === "string" ? "passphrase" : "keys")) return;
  throw new ReinstateError(
    "VAULT_LOCKED",
    lock === "keys"
      ? "No passphrase opens this export: it was made for the holders of keys. Give the age identity file of one of them."
      : "No identity file opens this export: it was made with a passphrase. Give that.",
  );
}

/** The library tells its refusals apart by their texts only. */
function notOpened(error: unknown, opener: ExportOpener): ReinstateError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (/work factor is too high/.test(error.message))
    return invalid(
      "its passphrase was stretched so far that opening it would take this computer minutes or all its memory",
      error,
    );
  if (!/no identity matched/.test(error.message)) return undefined;
  const sentence =
    typeof opener === "string"
      ? "The passphrase does not open this export. Type it again; it is the export's own, which need not be the vault's."
      : "No key of the identity file opens this export. Choose another identity file, or ask for an export that is made for your key.";
  return new ReinstateError("VAULT_LOCKED", sentence, { cause: error });
}

function asImportError(error: unknown): unknown {
  if (error instanceof ReinstateError) return error;
  return invalid("it is not an export of this product, or its bytes were altered", error);
}

function truncated(): ReinstateError {
  return new ReinstateError("IMPORT_TRUNCATED", "The export was cut off. Copy the file again; nothing was imported.");
}

function invalid(what: string, cause?: unknown): ReinstateError {
  return new ReinstateError(
    "IMPORT_INVALID",
    `The export cannot be trusted: ${what}. Nothing was imported. Do not rely on this file: have it copied or exported again, and ask how it came to you.`,
    { cause },
  );
}

function headerOf(line: Line, verifyRecord: VerifyRecord, reading: Reading): ExportPart {
  reading.hash.update(line.bytes);
  const value = parse(line);
  refuseOtherFormat(value);
  if (!isExportHeader(value)) throw invalid(`its first line is no ${exportFormat} header`);
  const { record, publicKey } = value;
  if (!verifyRecord(record, publicKey)) throw invalid("the snapshot's record does not match its signature");
  return { kind: "header", record, publicKey };
}

/** Of a later Reinstate, and nothing wrong with it. */
function refuseOtherFormat({ format }: JsonObject): void {
  if (format === exportFormat || typeof format !== "string" || !/^reinstate-export-\d{1,9}$/u.test(format)) return;
  throw new ReinstateError(
    "IMPORT_NEWER",
    `The export is of the format ${format}, and this Reinstate reads ${exportFormat}. Update Reinstate, then open it again; nothing was imported.`,
  );
}

function* partsOf(lines: readonly Line[], reading: Reading): Generator<ExportPart> {
  const objects: DirectoryObject[] = [];
  const auditRecords: AuditRecord[] = [];
  for (const line of lines) {
    if (reading.end !== undefined) throw invalid("something follows its last line");
    const value = parse(line);
    const { object, audit, end } = value;
    if (Object.keys(value).length !== 1) throw invalid("a line holds more than one thing");
    if (isDirectoryObject(object)) objects.push(object as unknown as DirectoryObject);
    else if (isAuditRecord(audit)) auditRecords.push(audit);
    else if (isExportEnd(end)) reading.end = end;
    else throw invalid("a line is neither object, audit record nor end");
    if (reading.end === undefined) reading.hash.update(line.bytes);
  }
  for (const { type } of objects) reading.counts.set(type, (reading.counts.get(type) ?? 0) + 1);
  reading.objects += objects.length;
  reading.auditRecords += auditRecords.length;
  if (objects.length > 0) yield { kind: "objects", objects };
  if (auditRecords.length > 0) yield { kind: "audit", auditRecords };
}

function parse({ bytes }: Line): JsonObject {
  if (isNestedTooDeep(bytes)) throw invalid(`a line is nested more than ${deepestNesting} levels deep`);
  const value = parsed(bytes);
  if (!isJsonObject(value)) throw invalid("a line is no JSON object");
  if (!isExactLine(bytes, value))
    throw invalid("a line is not written as an export writes it, so that programs may read it differently");
  return value;
}

function parsed(bytes: Uint8Array): JsonValue | undefined {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function checkEnd(reading: Reading, end: ExportEnd, { counts }: SnapshotRecord): void {
  if (reading.hash.digest("hex") !== end.sha256) throw invalid("its hash is not that of its content");
  if (reading.objects !== end.objects || reading.auditRecords !== end.auditRecords) throw invalid("lines are missing");
  const types = new Set([...reading.counts.keys(), ...(Object.keys(counts) as ObjectType[])]);
  for (const type of types) {
    if ((reading.counts.get(type) ?? 0) !== (counts[type] ?? 0)) throw invalid("the record counts other objects");
  }
}
