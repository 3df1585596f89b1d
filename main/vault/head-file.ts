import { readFileSync } from "node:fs";
import { z } from "zod";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { prepareFile } from "./write-file-durably.ts";

/** The chain's head as it is kept outside vault.db, so that an older or shorter copy of the file is noticed. */
export type Head = Pick<SnapshotRecord, "number" | "id" | "signature"> | typeof emptyHead;

export const emptyHead = { number: 0, id: null, signature: null } as const;

const headSchema = z.union([
  z.strictObject({ number: z.literal(0), id: z.null(), signature: z.null() }),
  z.strictObject({ number: z.number().int().positive(), id: z.string(), signature: z.string() }),
]);

/** Undefined: there is none. "unreadable": there is something else in its place. */
export function readHead(path: string): Head | "unreadable" | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return headSchema.parse(JSON.parse(text));
  } catch {
    return "unreadable";
  }
}

/** The head that stands for the chain so far. */
export function headOf(record: SnapshotRecord | undefined): Head {
  if (record === undefined) return emptyHead;
  return { number: record.number, id: record.id, signature: record.signature };
}

/** Writes beside; the returned function makes it the head. */
export function prepareHead(path: string, head: Head): () => void {
  return prepareFile(path, `${JSON.stringify(head)}\n`);
}

/**
 * What the head says against the chain, in words with the place; undefined if they agree. A chain that is one longer
 * agrees too: the process may have ended between the seal and the writing of the head.
 */
export function headProblem(
  head: Head | "unreadable" | undefined,
  chain: readonly SnapshotRecord[],
): string | undefined {
  const last = chain.at(-1);
  if (head === undefined) return "head.json is missing: whether the latest snapshots are still there cannot be proven.";
  if (head === "unreadable")
    return "head.json is not what was written: whether the latest snapshots are still there cannot be proven.";
  if (head.number > (last?.number ?? 0)) {
    return `head.json names snapshot ${head.number}, but the vault ends with ${last?.number ?? "none"}: vault.db was cut off, or an older copy was put in its place.`;
  }
  const named = chain.find(({ number }) => number === head.number);
  if (head.number > 0 && (named?.id !== head.id || named.signature !== head.signature)) {
    return `head.json names another snapshot ${head.number} than the vault holds: vault.db or head.json is of another vault or was rewritten.`;
  }
  if ((last?.number ?? 0) - head.number > 1) {
    return `head.json names snapshot ${head.number}, but the vault goes on to ${last?.number}: an older head.json was put in its place.`;
  }
  return undefined;
}
