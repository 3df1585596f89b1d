import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** The first thing that is wrong, in words with its place. */
export class Problem extends Error {}

/** The chain itself was not found wrong, but head.json does not end where it does. */
export class HeadProblem extends Problem {}

/** Says nothing of what is stored: somebody else had the file, or the machine ran out of something. */
const passing = /^SQLITE_(?:BUSY|LOCKED|FULL|NOMEM|INTERRUPT|CANTOPEN)/u;

/** Whatever keeps this place from being read is the problem. */
export function inPlace<Result>(place: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Problem || passing.test(codeOf(cause) ?? "")) throw cause;
    throw new Problem(`${place} cannot be read: ${causeOf(cause)}.`, { cause });
  }
}

function causeOf(error: unknown): string {
  if (error instanceof ReinstateError) return error.details ?? error.code;
  const code = codeOf(error);
  if (code === undefined) return "what is stored there makes no sense";
  if (code.startsWith("SQLITE_IOERR")) return `the disk does not give its bytes (${code})`;
  if (code.startsWith("SQLITE_")) return `the bytes on the disk are not those that were written (${code})`;
  return `what is stored there makes no sense (${code})`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
