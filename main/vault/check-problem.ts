import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** The first thing that is wrong, in words with its place. */
export class Problem extends Error {}

/** Whatever keeps this place from being read is the problem. */
export function inPlace<Result>(place: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem(`${place} cannot be read: ${causeOf(cause)}.`, { cause });
  }
}

function causeOf(error: unknown): string {
  if (error instanceof ReinstateError) return error.details ?? error.code;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === undefined) return "what is stored there makes no sense";
  if (code.startsWith("SQLITE_")) return `the bytes on the disk are not those that were written (${code})`;
  return `what is stored there makes no sense (${code})`;
}
