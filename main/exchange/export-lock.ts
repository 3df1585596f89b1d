import { open } from "node:fs/promises";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { diskError } from "./disk-error.ts";

/** The first line of every age file; its header has a line for each passphrase or key that opens it. */
const firstLine = "age-encryption.org/v1\n";
/** The first of those lines is in it. */
const mostHeaderBytes = 4096;

const others: readonly { readonly starts: string; readonly sentence: string }[] = [
  {
    starts: "PK\u0003\u0004",
    sentence:
      "This is a ZIP archive. Nothing in it was unpacked. Unpack it yourself and open the .age file that it holds.",
  },
  {
    starts: "\u001f\u008b",
    sentence:
      "This is a gzip archive. Nothing in it was unpacked. Unpack it yourself and open the .age file that it holds.",
  },
  {
    starts: "-----BEGIN AGE ENCRYPTED FILE-----",
    sentence:
      "This age file was turned into text (armored). Turn it back with `age`, or ask for the file as Reinstate wrote it.",
  },
  {
    starts: "SQLite format 3\u0000",
    sentence: "This is a database and no export. Choose the .age file that was exported.",
  },
];
const longestStart = 64;

/**
 * What opens the age file, by its header; nothing of it is decrypted. IMPORT_INVALID, each with a sentence of its own, for what is no
 * age file; IMPORT_TRUNCATED; USAGE_NOT_FOUND, DISK_DENIED.
 */
export async function exportLock(file: string): Promise<"passphrase" | "keys"> {
  const header = await beginningOf(file);
  const text = header.toString("latin1");
  if (text === "") throw new ReinstateError("IMPORT_TRUNCATED", "The file is empty. Copy the export again.");
  const other = others.find(({ starts }) => text.slice(0, longestStart).startsWith(starts));
  if (other !== undefined) throw new ReinstateError("IMPORT_INVALID", other.sentence);
  if (!text.startsWith(firstLine)) throw notAge(text);
  return text.startsWith("-> scrypt ", firstLine.length) ? "passphrase" : "keys";
}

function notAge(text: string): ReinstateError {
  if (firstLine.startsWith(text))
    return new ReinstateError("IMPORT_TRUNCATED", "The export was cut off. Copy the file again.");
  if (text.startsWith("age-encryption.org/"))
    return new ReinstateError(
      "IMPORT_INVALID",
      "This file is of another version of age. Update Reinstate, then open it again.",
    );
  return new ReinstateError(
    "IMPORT_INVALID",
    "This is no age file, so it is no export of Reinstate, or its first bytes were altered. Choose the .age file that was exported, or copy it again.",
  );
}

async function beginningOf(file: string): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostHeaderBytes), 0, mostHeaderBytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw diskError(error, file);
  }
}
