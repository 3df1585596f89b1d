import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { MistypedKeyError } from "./recovery-key.ts";

const freeGuesses = 3;
const longestWaitMs = 5 * 60_000;

const schema = z.object({ wrong: z.int().min(0), at: z.number() });
type Guesses = z.infer<typeof schema>;

const none: Guesses = { wrong: 0, at: 0 };

/**
 * Runs a guess; from the fourth wrong one on the next has to wait: VAULT_LOCKED says how long. The count lies beside the vault
 * and survives a restart. Whoever deletes it gains nothing over a copy of slots.json, where only scrypt slows guesses down.
 */
export function guarding<Result>(path: string, now: number, guess: () => Result): Result {
  const before = notAhead(path, read(path), now);
  const wait = waitOf(before, now);
  if (wait > 0) throw tooMany(wait);
  try {
    const result = guess();
    if (before.wrong > 0) tried(() => rmSync(path, { force: true }));
    return result;
  } catch (error) {
    if (isWrongGuess(error)) keep(path, { wrong: before.wrong + 1, at: now });
    throw error;
  }
}

/** Whoever mistypes 48 digits of a print did not guess. As a passphrase so many digits are beyond guessing too. */
function isWrongGuess(error: unknown): boolean {
  return error instanceof ReinstateError && error.code === "VAULT_LOCKED" && !(error instanceof MistypedKeyError);
}

/**
 * Counted while the clock was ahead, the wait begins now: otherwise it would last until the clock is there again. Where that cannot be
 * written down it would begin anew each time, and never end.
 */
function notAhead(path: string, guesses: Guesses, now: number): Guesses {
  if (guesses.at <= now) return guesses;
  const counted = { ...guesses, at: now };
  return keep(path, counted) ? counted : none;
}

function waitOf({ wrong, at }: Guesses, now: number): number {
  if (wrong < freeGuesses) return 0;
  return at + Math.min(longestWaitMs, 2000 * 2 ** Math.min(20, wrong - freeGuesses)) - now;
}

function tooMany(wait: number): ReinstateError {
  const seconds = Math.ceil(wait / 1000);
  const text = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new ReinstateError(
    "VAULT_LOCKED",
    `There were too many wrong guesses. Wait ${text}, then try again. If you are sure of the passphrase, slots.json was altered or is another vault's: put that of a copy in its place.`,
    { retryable: true },
  );
}

function read(path: string): Guesses {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return none;
  }
}

function keep(path: string, guesses: Guesses): boolean {
  return tried(() => writeFileSync(path, JSON.stringify(guesses), { mode: 0o600 }));
}

/** On a medium that cannot be written guesses are as slow as scrypt makes them; what came of the guess is what the person has to hear of. */
function tried(write: () => void): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}
