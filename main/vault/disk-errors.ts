import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

const full = new Set(["SQLITE_FULL", "ENOSPC", "EDQUOT"]);
const denied = new Set([
  "SQLITE_READONLY",
  "SQLITE_CANTOPEN",
  "SQLITE_PERM",
  "SQLITE_AUTH",
  "EACCES",
  "EPERM",
  "EROFS",
]);
const altered = new Set(["SQLITE_CORRUPT", "SQLITE_NOTADB"]);

/** A file system's or SQLite's refusal as an expected error; anything else comes back as it is. */
export function asVaultError(error: unknown, folder: string): unknown {
  if (error instanceof ReinstateError) return error;
  const code = codeOf(error);
  const isOf = (codes: ReadonlySet<string>) => [...codes].some((each) => code === each || code.startsWith(`${each}_`));
  const place = `the vault in ${folder}`;
  if (isOf(full))
    return new ReinstateError(
      "DISK_FULL",
      `There is no room left for ${place}. What was sealed is safe; make room and try again.`,
      { cause: error },
    );
  if (isOf(denied))
    return new ReinstateError(
      "DISK_DENIED",
      `There is no permission to write ${place}. Change the permissions or name another folder.`,
      { cause: error },
    );
  if (isOf(altered))
    return new ReinstateError("VAULT_ALTERED", `Bytes of ${place} were altered or damaged. Use a copy of the vault.`, {
      cause: error,
      details: code,
    });
  return error;
}

/** Runs something that touches the disk, and maps its refusals. */
export function onDisk<Value>(folder: string, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    throw asVaultError(error, folder);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
