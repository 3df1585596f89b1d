/**
 * Where a copy lies: a folder now, object storage later. Names are of a-z, 0-9, "-", "." and "/". Errors: DISK_FULL, DISK_DENIED,
 * USAGE_NOT_FOUND where the place itself is not there; those that may pass are retryable.
 */
export interface CopyStore {
  /** For the person: the folder. */
  readonly name: string;
  /** Everything whose name begins so, in no order. */
  list(prefix: string): Promise<readonly StoredFile[]>;
  /** Undefined: there is none that can be read, though the place itself is there. */
  read(name: string): Promise<Buffer | undefined>;
  /** All of it or nothing, and durable when it returns. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Does nothing where there is none. */
  remove(name: string): Promise<void>;
  /** What writes below this name left that were killed. */
  removeUnfinished(prefix: string): Promise<void>;
}

export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
}
