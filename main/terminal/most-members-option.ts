import { InvalidArgumentError, Option } from "commander";
import type { OpenedSession } from "./command-context.ts";

/** One page and what is read beside it. */
const least = 1000;

/** `--most-members`, for what reads groups. */
export function mostMembersOption(): Option {
  const words =
    "read no more members of one group than this: those of a larger one stay unknown, never removed; kept in the vault, all until set";
  return new Option("--most-members <number|all>", words).argParser(mostIn);
}

/** Keeps what was asked for. */
export function keepMostMembers({ vault }: OpenedSession, most: number | undefined): void {
  if (most === undefined) return;
  const kept = Number.isFinite(most) ? most : undefined;
  if (kept !== vault.mostMembers()) vault.setMostMembers(kept);
}

function mostIn(text: string): number {
  if (text === "all") return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{3,8}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError(`It has to be a whole number from ${least} on, or all.`);
}
