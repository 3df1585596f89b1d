import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

const full = new Set(["ENOSPC", "EDQUOT", "EFBIG", "SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC"]);
const denied = /^(EACCES|EPERM|EROFS|SQLITE_READONLY.*|SQLITE_PERM|SQLITE_CANTOPEN.*|SQLITE_AUTH.*)$/;
/** A file system that cannot lock says so as a failure to read; nothing was altered by that. */
const held = /^SQLITE_(BUSY|LOCKED|IOERR_(LOCK|UNLOCK|RDLOCK|CHECKRESERVEDLOCK|BLOCKED|SHMLOCK)).*$/;
const altered =
  /^(SQLITE_CORRUPT.*|SQLITE_NOTADB.*|SQLITE_IOERR.*|SQLITE_FORMAT|ZSTD_.*|ERR_BUFFER_TOO_LARGE|Z_BUF_ERROR)$/;

/** What a failure of the file means for the person; errors that are none of these come back as they are. */
export function asVaultError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ReinstateError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const options = { cause: error, details: code };
  if (full.has(code)) {
    const message = "There is no room left on the disk. Free some and try again; nothing that was sealed is lost.";
    return new ReinstateError("DISK_FULL", message, { ...options, retryable: true });
  }
  if (denied.test(code)) {
    const message = "The vault's folder may not be written or read. Give yourself access, or choose another folder.";
    return new ReinstateError("DISK_DENIED", message, options);
  }
  if (held.test(code)) {
    const message =
      "Another program has the vault's file locked, or its disk cannot lock files. Close that program, then try again; nothing that was sealed is lost.";
    return new ReinstateError("VAULT_HELD", message, { ...options, retryable: true });
  }
  if (altered.test(code)) return alteredError(`the bytes on the disk are not those that were written: ${code}`, error);
  return error;
}

/** `place` says where in the vault it is. */
export function alteredError(place: string, cause?: unknown): ReinstateError {
  return new ReinstateError(
    "VAULT_ALTERED",
    "The vault was altered or damaged. Do not delete it: leave it as it is, and go on with a copy of it (`reinstate copies rebuild FOLDER --vault NEW-FOLDER`).",
    { details: place, cause },
  );
}

/** Runs the work and names its failure. */
export function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asVaultError(error);
  }
}

export function* guardedIteration<Value, Result>(values: Iterable<Value, Result>): Generator<Value, Result> {
  try {
    return yield* values;
  } catch (error) {
    throw asVaultError(error);
  }
}
