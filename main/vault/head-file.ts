import { readFileSync } from "node:fs";
import { z } from "zod";
import { type ChainLink, type ChainPlace, describePlace } from "./chain-links.ts";
import { prepareFile } from "./write-file-durably.ts";

/** The chain's head as it is kept outside vault.db, so that an older or shorter copy of the file is noticed. */
export interface Head extends ChainPlace {
  /** Of the last record; null: the chain is empty. */
  readonly id: string | null;
  readonly signature: string | null;
}

export const emptyHead: Head = { number: 0, events: 0, id: null, signature: null };

/** Vaults of format 1 name no events. */
const events = z.int().min(0).default(0);
const headSchema = z.union([
  z.strictObject({ number: z.literal(0), events: z.literal(0).default(0), id: z.null(), signature: z.null() }),
  z.strictObject({ number: z.int().min(0), events, id: z.string(), signature: z.string() }),
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

/** The head that stands for the chain up to this link. */
export function headOf(link: ChainLink | undefined): Head {
  if (link === undefined) return emptyHead;
  const { number, events, record } = link;
  return { number, events, id: record.id, signature: record.signature };
}

/** Writes beside; the returned function makes it the head. */
export function prepareHead(path: string, head: Head): () => void {
  return prepareFile(path, `${JSON.stringify(head)}\n`);
}

/**
 * What the head says against the chain, in words with the place; undefined if they agree. A chain that is one longer
 * agrees too: the process may have ended between the seal and the writing of the head.
 */
export function headProblem(head: Head | "unreadable" | undefined, chain: readonly ChainLink[]): string | undefined {
  if (head === undefined) return "head.json is missing: whether the latest snapshots are still there cannot be proven.";
  if (head === "unreadable")
    return "head.json is not what was written: whether the latest snapshots are still there cannot be proven.";
  const last = chain.at(-1);
  const length = head.number + head.events;
  if (length > chain.length) {
    return `head.json names ${describePlace(head)}, but the vault ends with ${last === undefined ? "none" : nameOfEnd(head, last)}: vault.db was cut off, or an older copy was put in its place.`;
  }
  const named = chain[length - 1];
  if (length > 0 && !isSame(head, headOf(named))) {
    return `head.json names another ${describePlace(head)} than the vault holds: vault.db or head.json is of another vault or was rewritten.`;
  }
  if (last !== undefined && chain.length - length > 1) {
    return `head.json names ${describePlace(head)}, but the vault goes on to ${nameOfEnd(head, last)}: an older head.json was put in its place.`;
  }
  return undefined;
}

function isSame(head: Head, other: Head): boolean {
  return head.number === other.number && head.id === other.id && head.signature === other.signature;
}

/** Only the number where both are without events. */
function nameOfEnd(head: Head, last: ChainPlace): string {
  return head.events === 0 && last.events === 0 ? String(last.number) : describePlace(last);
}
