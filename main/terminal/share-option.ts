import { InvalidArgumentError, Option } from "commander";
import { allowanceShareSchema } from "../../preload/contract/methods.ts";
import type { OpenedSession } from "./command-context.ts";

/** `--share`, for commands that read or write a tenant at length. */
export function shareOption(): Option {
  const words =
    "use at most this much of Graph's documented limits, and leave the rest to others; kept in the vault, 80 until set";
  return new Option("--share <percent>", words).argParser(percentIn);
}

/** Keeps what was asked for, and uses it at once. */
export function keepShare({ vault, limitTo }: OpenedSession, percent: number | undefined): void {
  if (percent === undefined) return;
  if (percent !== vault.allowanceShare()) vault.setAllowanceShare(percent);
  limitTo?.(percent);
}

function percentIn(text: string): number {
  const read = allowanceShareSchema.safeParse({ percent: Number(text.replace(/%$/u, "")) });
  if (read.success) return read.data.percent;
  throw new InvalidArgumentError("It has to be a whole number from 5 to 100.");
}
