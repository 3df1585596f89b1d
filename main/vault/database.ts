import { closeSync, openSync, readSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3-multiple-ciphers";
import { asIfMigrated, refuseNewer } from "./migrations/migrations.ts";
import { pageHolds } from "./page-code.ts";

type Value = string | number | bigint | Uint8Array | null;
type Connection = InstanceType<typeof Sqlite>;

/** A checkpoint or a reader that begins takes moments; whoever holds the file longer does so for long. */
const busyMs = 5000;

function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown }).code);
}

/** The disk is full, or somebody else reads: what makes the file shorter or tidier is done another time. */
function canWait(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR_WRITE|IOERR_FSYNC|BUSY|LOCKED)/u.test(codeOf(error));
}

function busyError(): Error {
  return Object.assign(new Error("the file is being read"), { code: "SQLITE_BUSY" });
}

/** The encrypted file. Statements are prepared once. */
export class VaultDatabase {
  readonly path: string;
  readonly readOnly: boolean;
  readonly #connection: Connection;
  readonly #statements = new Map<string, Sqlite.Statement>();
  /** Opened before the connection and closed after it: closing any handle on the file lets go of SQLite's locks (POSIX). */
  readonly #handle: number | undefined;
  readonly #key: Uint8Array;
  readonly #beside = new Set<VaultDatabase>();
  #writes = 0;

  private constructor(path: string, key: Uint8Array, readOnly: boolean, connection: Connection, handle?: number) {
    this.#connection = connection;
    this.#handle = handle;
    this.#key = key;
    this.path = path;
    this.readOnly = readOnly;
  }

  /**
   * Opens with the raw 32-byte key. Writers are told apart by `WriterLock`, not here. A reader sees the file as it is at its
   * first look, whatever a writer does meanwhile.
   */
  static open(path: string, key: Uint8Array, options: { readOnly: boolean; create: boolean }): VaultDatabase {
    const handle = openSync(path, "r");
    try {
      return new VaultDatabase(path, key, options.readOnly, VaultDatabase.#connect(path, key, options), handle);
    } catch (error) {
      closeSync(handle);
      throw error;
    }
  }

  /** A reader of the file as it is now, whatever is written from here meanwhile. It ends with this one at the latest. */
  openBeside(): VaultDatabase {
    const connection = VaultDatabase.#connect(this.path, this.#key, { readOnly: true, create: false });
    const reader = new VaultDatabase(this.path, this.#key, true, connection);
    this.#beside.add(reader);
    return reader;
  }

  static #connect(path: string, key: Uint8Array, options: { readOnly: boolean; create: boolean }): Connection {
    const { readOnly, create } = options;
    const connection = new Sqlite(path, { readonly: readOnly, fileMustExist: !create, timeout: busyMs });
    try {
      connection.pragma("cipher='chacha20'");
      connection.pragma(`key="raw:${Buffer.from(key).toString("hex")}"`);
      if (create) {
        // Before auto_vacuum, which fixes the page size. Measured: smaller pages waste a tenth under the trees' rows.
        connection.pragma("page_size=8192");
        connection.pragma("auto_vacuum=INCREMENTAL");
      }
      // Deleted secrets and dropped seals leave no readable rest to whoever gets hold of the key later.
      connection.pragma("secure_delete=FAST");
      const format = () => Number(connection.pragma("user_version", { simple: true }));
      if (readOnly) {
        connection.pragma("temp_store=MEMORY");
        connection.exec("BEGIN; SELECT count(*) FROM sqlite_schema");
        connection.exec(asIfMigrated(format()));
      } else {
        // A newer vault stays as it is to the last byte.
        refuseNewer(format());
        // Readers go on meanwhile. What was written is brought over when nobody waits for it (`settle`), or at 32 MiB.
        if (connection.pragma("journal_mode=WAL", { simple: true }) !== "wal") throw busyError();
        connection.pragma("wal_autocheckpoint=4096");
        connection.pragma("synchronous=FULL");
      }
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Brings all that was written into the one file. False: a reader still looks at how it was before, or there is no room. */
  settle(): boolean {
    if (this.readOnly) return true;
    try {
      const [state] = this.#connection.pragma("wal_checkpoint(TRUNCATE)") as { readonly busy: number }[];
      return state?.busy === 0;
    } catch (error) {
      // It is as durable where it lies, and is brought over another time.
      if (canWait(error)) return false;
      throw error;
    }
  }

  /** In bytes, with what was written and is not settled yet. */
  get size(): number {
    return statSync(this.path).size + (statSync(`${this.path}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  }

  /** Nothing lies in the log beside it. */
  get isOneFile(): boolean {
    return (statSync(`${this.path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
  }

  get pageCount(): number {
    return Number(this.pragma("page_count"));
  }

  get pageSize(): number {
    return Number(this.pragma("page_size"));
  }

  /**
   * Whether the bytes of a page in the file are some that were written there under our key; they may be older than what is in the
   * log. So may be a page that was never written, for nothing ever stayed in it.
   */
  pageHolds(number: number): boolean {
    const page = Buffer.alloc(this.pageSize);
    const at = (number - 1) * page.length;
    if (at + page.length > statSync(this.path).size) return !this.isOneFile;
    this.rawBytes(at, page);
    return pageHolds(page, number, this.#key) || page.every((byte) => byte === 0);
  }

  /** Goes up with everything that may have written. */
  get writes(): number {
    return this.#writes;
  }

  /** Bytes of the encrypted file as they are on the disk, between transactions of this process a whole database. */
  rawBytes(position: number, into: Uint8Array): void {
    if (this.#handle === undefined) throw new Error("whoever reads beside has no handle of its own");
    for (let filled = 0; filled < into.length; ) {
      const read = readSync(this.#handle, into, filled, into.length - filled, position + filled);
      if (read === 0) throw new Error("the file ended early");
      filled += read;
    }
  }

  run(sql: string, ...values: Value[]): number {
    this.#writes += 1;
    return this.#statement(sql).run(...values).changes;
  }

  get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  /** One row after the other; the statement is busy until the end. */
  iterate<Row>(sql: string, ...values: Value[]): IterableIterator<Row> {
    return this.#statement(sql).iterate(...values) as IterableIterator<Row>;
  }

  exec(sql: string): void {
    this.#writes += 1;
    this.#connection.exec(sql);
  }

  pragma(text: string): unknown {
    return this.#connection.pragma(text, { simple: true });
  }

  /** All or nothing, on the disk when it returns. */
  transaction<Result>(work: () => Result): Result {
    return this.#connection.transaction(work).immediate();
  }

  /** Gives pages of deleted rows back to the disk, all or so many; true if there are more. */
  giveBackRoom(pages = 0): boolean {
    if (this.readOnly) return false;
    this.#writes += 1;
    this.#connection.exec(`PRAGMA incremental_vacuum(${pages})`);
    return this.#hasFreePages;
  }

  /** The same where there is room to do it in and nobody is in the way. */
  tryToGiveBackRoom(pages = 0): boolean {
    try {
      return this.#hasFreePages && this.giveBackRoom(pages);
    } catch (error) {
      if (canWait(error)) return false;
      throw error;
    }
  }

  /** What was kept of a capture until it was sealed may be as large as the snapshot. */
  #leaveNoRoom(): void {
    try {
      this.tryToGiveBackRoom();
    } catch {
      // Of a damaged file, which can be closed all the same: a check names it.
    }
  }

  get #hasFreePages(): boolean {
    return Number(this.pragma("freelist_count")) > 0;
  }

  /** A whole copy beside it, under the same key. The original may not be written meanwhile, and is not. */
  copyTo(path: string): void {
    // SQLite would let others read it.
    closeSync(openSync(path, "wx", 0o600));
    this.#connection.prepare("VACUUM INTO ?").run(path);
  }

  /** Encrypts a copy that nobody else knows of anew: without a journal, for it is thrown away if this does not end. */
  static changeKey(path: string, key: Uint8Array, newKey: Uint8Array): void {
    const connection = new Sqlite(path, { fileMustExist: true, timeout: 0 });
    try {
      connection.pragma("cipher='chacha20'");
      connection.pragma(`key="raw:${Buffer.from(key).toString("hex")}"`);
      // Without this SQLite keeps its journal, as large as the file, whatever it is asked for.
      connection.unsafeMode(true);
      connection.pragma("journal_mode=OFF");
      connection.pragma(`rekey="raw:${Buffer.from(newKey).toString("hex")}"`);
    } finally {
      connection.close();
    }
  }

  get isOpen(): boolean {
    return this.#connection.open;
  }

  close(): void {
    if (!this.isOpen) return;
    for (const reader of this.#beside) reader.close();
    this.#beside.clear();
    try {
      // Closed, the vault is one file, unless a reader still looks at it: then what was written stays beside it.
      this.#connection.pragma("busy_timeout=0");
      if (!this.readOnly) this.#leaveNoRoom();
      if (!this.readOnly && this.settle()) this.#connection.pragma("journal_mode=DELETE");
    } catch (error) {
      if (!/^SQLITE_(BUSY|LOCKED)/u.test(codeOf(error))) throw error;
    } finally {
      this.#connection.close();
      if (this.#handle !== undefined) closeSync(this.#handle);
    }
  }

  #statement(sql: string): Sqlite.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
