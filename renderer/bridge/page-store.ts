import type { BridgeError } from "./bridge-error.ts";
import { toBridgeError } from "./bridge-error.ts";

export interface Page<Item> {
  readonly total: number;
  readonly items: readonly Item[];
}

export type FetchPage<Item> = (offset: number, limit: number) => Promise<Page<Item>>;

export const pageSize = 200;
/** Enough for a few screens in each direction; the rest is fetched again, so that a long scroll stays small. */
const keptPages = 40;

/** A long list that is fetched in pages as it is looked at. One fetch at a time: what is wanted by then comes next. */
export class PageStore<Item> {
  readonly #fetchPage: FetchPage<Item>;
  readonly #pages = new Map<number, readonly Item[]>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly number[] = [0];
  #fetching = false;
  #version = 0;
  #total: number | undefined;
  #error: BridgeError | undefined;

  constructor(fetchPage: FetchPage<Item>) {
    this.#fetchPage = fetchPage;
  }

  get total(): number | undefined {
    return this.#total;
  }

  get error(): BridgeError | undefined {
    return this.#error;
  }

  item(index: number): Item | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Says which rows are on the screen. */
  want(first: number, last: number): void {
    const from = Math.floor(first / pageSize);
    const to = Math.floor(Math.max(first, last) / pageSize);
    this.#wanted = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    void this.#fetchNext();
  }

  /** The same, where what lies between two of them may be folded away. */
  wantRows(rows: readonly number[]): void {
    this.#wanted = [...new Set(rows.map((row) => Math.floor(row / pageSize)))];
    void this.#fetchNext();
  }

  retry(): void {
    this.#error = undefined;
    void this.#fetchNext();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly version = (): number => this.#version;

  async #fetchNext(): Promise<void> {
    const page = this.#wanted.find((candidate) => !this.#pages.has(candidate));
    if (page === undefined || this.#fetching || this.#error !== undefined) return;
    this.#fetching = true;
    try {
      const { total, items } = await this.#fetchPage(page * pageSize, pageSize);
      this.#keep(page, items);
      this.#total = total;
    } catch (error) {
      this.#error = toBridgeError(error);
    }
    this.#fetching = false;
    this.#version += 1;
    for (const listener of this.#listeners) listener();
    await this.#fetchNext();
  }

  #keep(page: number, items: readonly Item[]): void {
    this.#pages.set(page, items);
    const oldest = this.#pages.keys().next().value;
    if (this.#pages.size > keptPages && oldest !== undefined) this.#pages.delete(oldest);
  }
}
