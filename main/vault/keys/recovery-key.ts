import { hkdfSync, randomInt } from "node:crypto";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";

const groups = 8;
const digits = 6;
/** Every group is a multiple of it: one mistyped digit, or two neighbours exchanged, never give another multiple. */
const checkDivisor = 11;
const multiples = Math.floor(10 ** digits / checkDivisor) + 1;

/** A new key to be printed: eight groups of six digits, 90,910 choices each, together 131 bits. */
export function newRecoveryKey(): string {
  const group = () => String(randomInt(multiples) * checkDivisor).padStart(digits, "0");
  return Array.from({ length: groups }, group).join("-");
}

/** Whether somebody typed a recovery key rather than a passphrase: digits only, and nearly as many. */
export function looksLikeRecoveryKey(text: string): boolean {
  return /^[\d\s-]+$/u.test(text) && digitsOf(text).length >= groups * digits - digits;
}

/** A recovery key that is none of any vault's: nothing was guessed. VAULT_LOCKED. */
export class MistypedKeyError extends ReinstateError {
  constructor(what: string) {
    super("VAULT_LOCKED", `The recovery key is not right. ${what}. Compare it with the print.`, { retryable: true });
  }
}

/** The key as it was printed. MistypedKeyError names the group that was mistyped. */
export function readRecoveryKey(text: string): string {
  const all = digitsOf(text);
  const read = Array.from({ length: groups }, (_, index) => all.slice(index * digits, (index + 1) * digits));
  if (all.length !== groups * digits) {
    throw new MistypedKeyError(`It has ${all.length} digits instead of ${groups * digits}`);
  }
  const wrong = read.findIndex((group) => Number(group) % checkDivisor !== 0);
  if (wrong >= 0) throw new MistypedKeyError(`Its ${ordinals[wrong]} group, ${read[wrong]}, was mistyped`);
  return read.join("-");
}

/** The wrapping key. It has the entropy of a key: no slow function is needed. */
export function recoveryWrappingKey(recoveryKey: string, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", Buffer.from(recoveryKey, "utf8"), salt, "reinstate recovery key 1", 32));
}

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"] as const;

function digitsOf(text: string): string {
  return text.replaceAll(/\D/gu, "");
}
