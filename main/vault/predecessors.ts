import { openPack, type PackReader, type PackRow } from "./pack-reader.ts";
import type { PackJob, PackThread } from "./pack-thread.ts";
import { asCopy } from "./stored-object.ts";
import { release } from "./zstd.ts";

/** An entry that waits for a copy of the one before it. */
export interface Successor {
  readonly previous: number;
  copy: Buffer | undefined;
}

type Successors = readonly Successor[];

interface Opening {
  readonly row: PackRow;
  readonly job: PackJob;
  readonly successors: Successors;
}

/**
 * Fetches the entries that changed objects had before. A thousand changes lie in almost every pack of a large tenant:
 * another thread opens these one after the other while the seal goes on.
 */
export class Predecessors {
  readonly #reader: PackReader;
  /** By the first number of their pack, the pack that was asked for first in front. */
  readonly #wanted = new Map<number, Successor[]>();
  #opening: Opening[] = [];
  #thread: PackThread | undefined;

  constructor(reader: PackReader) {
    this.#reader = reader;
  }

  shareWith(thread: PackThread): void {
    this.#thread = thread;
  }

  want(successor: Successor): void {
    const first = this.#reader.firstOf(successor.previous);
    const wanted = this.#wanted.get(first);
    if (wanted === undefined) this.#wanted.set(first, [successor]);
    else wanted.push(successor);
    // The newest pack is mostly wanted once more by the objects that follow.
    if (wanted === undefined) this.#advance(1);
  }

  /** After it every successor that was wanted has its copy. */
  finish(): void {
    while (this.#wanted.size > 0 || this.#opening.length > 0) {
      this.#advance(0);
      // Both threads have their hands full to the end.
      if (this.#wanted.size > 0) this.#openHere();
      else this.#takeNext();
    }
  }

  #advance(left: number): void {
    const thread = this.#thread;
    if (thread === undefined) return;
    for (let first = this.#opening[0]; first !== undefined && thread.isDone(first.job); first = this.#opening[0]) {
      this.#opening.shift();
      this.#take(first);
    }
    while (this.#wanted.size > left && thread.isFree) {
      const { row, successors } = this.#next();
      const job = thread.decompress(row.bytes, row.size);
      if (job === undefined) giveCopies(row, undefined, successors);
      else {
        release(row.bytes);
        this.#opening.push({ row, job, successors });
      }
    }
  }

  #takeNext(): void {
    const opened = this.#opening.shift();
    if (opened !== undefined) this.#take(opened);
  }

  #take({ row, job, successors }: Opening): void {
    giveCopies(row, this.#thread?.take(job), successors);
  }

  #openHere(): void {
    const { row, successors } = this.#next();
    giveCopies(row, undefined, successors);
  }

  #next(): { readonly row: PackRow; readonly successors: Successors } {
    const [first, successors] = this.#wanted.entries().next().value as [number, Successors];
    this.#wanted.delete(first);
    return { row: this.#reader.row(first), successors };
  }
}

function giveCopies(row: PackRow, content: Buffer | undefined, successors: Successors): void {
  const pack = openPack(row, content);
  for (const successor of successors) successor.copy = asCopy(pack.entry(successor.previous));
  release(pack.content);
}
