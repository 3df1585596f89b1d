import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** USAGE_INVALID where a copy lies: it is no vault, and a vault made among its files would be in the way of both. */
export function refuseCopyFolder(folder: string): void {
  if (!isCopyFolder(folder)) return;
  throw new ReinstateError(
    "USAGE_INVALID",
    `In ${folder} lies a copy of a vault, and no vault. Make one out of it in another folder: \`reinstate copies rebuild ${folder} --vault NEW-FOLDER\`.`,
  );
}

/** Readable or not, a list of segments is named like this. */
const manifestName = /^\d{10}-[0-9a-f]{16}\.json$/u;

function isCopyFolder(folder: string): boolean {
  try {
    return readdirSync(join(folder, "manifests")).some((name) => manifestName.test(name));
  } catch {
    return false;
  }
}
