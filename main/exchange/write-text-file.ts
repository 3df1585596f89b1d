import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { diskError } from "./disk-error.ts";

/** Writes a report or plan, readable by its owner only: it names people. DISK_FULL, DISK_DENIED. */
export async function writeTextFile(file: string, parts: Iterable<string>): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await pipeline(Readable.from(parts), createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    throw diskError(error, file);
  }
}
