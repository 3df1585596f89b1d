import { closeSync, openSync } from "node:fs";
import Sqlite from "better-sqlite3-multiple-ciphers";

/**
 * Who may write to the vault: an empty file that SQLite holds locked. The operating system lets go of it when the process ends,
 * however it ends; the file stays, because one that came and went could be locked by two.
 */
export class WriterLock {
  readonly #connection: InstanceType<typeof Sqlite>;

  private constructor(connection: InstanceType<typeof Sqlite>) {
    this.#connection = connection;
  }

  /** Undefined: somebody else has it. */
  static take(path: string): WriterLock | undefined {
    // SQLite would let others read it.
    closeSync(openSync(path, "a", 0o600));
    const connection = new Sqlite(path, { timeout: 0 });
    try {
      connection.pragma("locking_mode=EXCLUSIVE");
      connection.exec("BEGIN EXCLUSIVE");
      return new WriterLock(connection);
    } catch (error) {
      connection.close();
      if (/^SQLITE_(BUSY|LOCKED)/u.test(String((error as { code?: unknown }).code))) return undefined;
      throw error;
    }
  }

  release(): void {
    this.#connection.close();
  }
}
