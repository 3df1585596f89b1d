import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** Where a disk does not keep two from writing, as some shares do not: what one of them knows of the vault is old. */
export function writtenElsewhere(): ReinstateError {
  return new ReinstateError(
    "VAULT_HELD",
    "Another process wrote to the vault at the same time, so nothing was written here. Close it there: its disk does not keep two from writing. Then open the vault anew and try again.",
  );
}
