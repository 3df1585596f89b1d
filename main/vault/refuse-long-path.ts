import { dirname, resolve } from "node:path";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** SQLite opens no longer ones on Linux and macOS, its own journal's included. */
const [longestPath, longestSuffix] = [512, "-journal".length];

/** USAGE_INVALID for a file that SQLite could not open for its place alone, and would call a matter of access. */
export function refuseLongPath(file: string): void {
  const path = resolve(file);
  const surplus = Buffer.byteLength(path) + longestSuffix - longestPath;
  if (process.platform === "win32" || surplus <= 0) return;
  throw new ReinstateError(
    "USAGE_INVALID",
    `The path of the vault's folder is too long by ${surplus} of ${Buffer.byteLength(dirname(path))} bytes (letters that are not plain English take 2 to 4). Choose a folder higher up, or one of a shorter name.`,
    { details: path },
  );
}
