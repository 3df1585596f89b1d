import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** What a failed file operation means for the person: DISK_FULL, DISK_DENIED, USAGE_NOT_FOUND, USAGE_INVALID; a bug stays as it is. */
export function diskError(error: unknown, file: string): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") {
    return new ReinstateError("DISK_FULL", `There is no room left for ${file}. Free some and try again.`, {
      cause: error,
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new ReinstateError("DISK_DENIED", `Access to ${file} is denied. Choose another place.`, { cause: error });
  }
  if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") {
    return new ReinstateError("USAGE_NOT_FOUND", `${file} is not there, or is not a file.`, { cause: error });
  }
  if (code === "ENAMETOOLONG") {
    return new ReinstateError("USAGE_INVALID", `${file} is longer than a name can be there. Choose a shorter one.`, {
      cause: error,
    });
  }
  return error;
}
