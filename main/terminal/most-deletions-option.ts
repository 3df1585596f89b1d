import { InvalidArgumentError, Option } from "commander";
import { deletionsSchema } from "../../preload/contract/methods.ts";
import type { OpenedSession } from "./command-context.ts";

/** `--most-deletions`, for what makes a plan. */
export function mostDeletionsOption(): Option {
  const words = "warn and stop where a plan deletes more objects than this; kept in the vault, 10 until set";
  return new Option("--most-deletions <number>", words).argParser(mostIn);
}

/** Keeps what was asked for. */
export function keepMostDeletions({ vault }: OpenedSession, most: number | undefined): void {
  if (most !== undefined && most !== vault.mostDeletions()) vault.setMostDeletions(most);
}

function mostIn(text: string): number {
  const read = deletionsSchema.safeParse({ most: /^\d+$/u.test(text) ? Number(text) : undefined });
  if (read.success) return read.data.most;
  throw new InvalidArgumentError("It has to be a whole number from 0 to 10000.");
}
