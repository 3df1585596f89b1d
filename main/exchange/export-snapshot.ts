import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { diskError } from "./disk-error.ts";
import { chunkBytes, type ExportEnd, exportFormat } from "./export-format.ts";
import { type ExportLock, lockWith } from "./export-key.ts";

export interface ExportSource {
  readonly record: SnapshotRecord;
  /** Ed25519 public key of the vault, SPKI PEM. */
  readonly publicKey: string;
  readonly objects: Iterable<DirectoryObject>;
  readonly auditRecords: Iterable<AuditRecord>;
}

export interface ExportOptions {
  /** Base-2 logarithm of scrypt's cost; age's own default is 18. */
  readonly workFactor?: number;
}

/**
 * Writes a snapshot as one age file; export-format.ts says what is inside. Nothing is at `file`
 * before all of it is on the disk. Never more than a batch is in memory. Throws DISK_FULL, DISK_DENIED, USAGE_INVALID.
 */
export async function exportSnapshot(
  source: ExportSource,
  file: string,
  lock: ExportLock,
  options: ExportOptions = {},
): Promise<{ readonly bytes: number; readonly objects: number }> {
  // Only who seals an export waits for the library: it takes longer to load than most commands take.
  const { Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  lockWith(encrypter, lock);
  if (options.workFactor !== undefined) encrypter.setScryptWorkFactor(options.workFactor);
  const counted: Counted = { objects: 0, auditRecords: 0 };
  const plain = Readable.toWeb(Readable.from(containerBytes(source, counted))) as ReadableStream<Uint8Array>;
  const sealed = await encrypter.encrypt(plain);
  // Not the file's own name and more: that may be as long as a name can be.
  const temporary = join(dirname(file), `${randomUUID()}.age.part`);
  try {
    const output = createWriteStream(temporary, { flags: "wx", mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(sealed as WebStream<Uint8Array>), output);
    await rename(temporary, file);
    return { bytes: (await stat(file)).size, objects: counted.objects };
  } catch (error) {
    await rm(temporary, { force: true });
    throw diskError(error, file);
  }
}

/** The container in pieces of about one chunk. */
function* containerBytes(source: ExportSource, counted: Counted): Generator<Uint8Array> {
  const hash = createHash("sha256");
  let total = 0;
  for (const bytes of joined(linesOf(source, counted))) {
    hash.update(bytes);
    total += bytes.length;
    yield bytes;
  }
  const end: ExportEnd = { ...counted, sha256: hash.digest("hex") };
  yield padded(JSON.stringify({ end }), total);
}

interface Counted {
  objects: number;
  auditRecords: number;
}

function* linesOf({ record, publicKey, objects, auditRecords }: ExportSource, counted: Counted): Generator<string> {
  yield `${JSON.stringify({ format: exportFormat, record, publicKey })}\n`;
  for (const object of objects) {
    counted.objects += 1;
    yield `${JSON.stringify({ object })}\n`;
  }
  for (const audit of auditRecords) {
    counted.auditRecords += 1;
    yield `${JSON.stringify({ audit })}\n`;
  }
}

function* joined(lines: Iterable<string>): Generator<Uint8Array> {
  let text = "";
  for (const line of lines) {
    text += line;
    if (text.length < chunkBytes) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}

function padded(line: string, before: number): Uint8Array {
  const bytes = Buffer.byteLength(line) + 1;
  const missing = (chunkBytes - ((before + bytes) % chunkBytes)) % chunkBytes;
  return Buffer.from(`${line}${" ".repeat(missing)}\n`);
}
