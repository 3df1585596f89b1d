import { wordsOf } from "../../preload/contract/part-words.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { GraphRefusal, isLasting } from "../graph/graph-refusal.ts";
import { areHeld } from "./permissions-used.ts";

/** What went wrong while one type was read: reasons make it incomplete, notes do not. */
export interface Findings {
  /** A part of the type could not be read. Rethrows what ends the whole run: cancel, sign-in, no network, bugs. */
  failed(error: unknown, what?: string): void;
  /** One object's link could not be read; counted by link. */
  linkFailed(link: string, error: unknown): void;
  /** Left unknown on purpose or of necessity, for `count` objects. */
  note(sentence: string): void;
  /**
   * A part that Graph did not give: `unknown` says which, `needs` what reading it takes. A lasting refusal (a permission, a role,
   * a licence) is a note; what may pass makes the type incomplete, or nobody would capture again. Rethrows what ends the whole run.
   */
  leftOut(error: unknown, unknown: string, needs?: string): void;
  incomplete(sentence: string): void;
  reasons(): readonly string[];
  notes(): readonly string[];
}

/** `held`: what the token allows, where it is known: then a missing permission and a missing role are told apart. */
export function createFindings(definition: ObjectTypeDefinition, held?: readonly string[]): Findings {
  const reasons = new Set<string>();
  const notes = new Map<string, number>();
  const links = new Map<string, { count: number; sentence: string }>();

  function sentenceOf(error: unknown): string {
    if (!isIsolated(error)) throw error;
    if (!isPlainRefusal(error)) return error.message;
    const { readPermissions, readRole } = definition;
    const needed = readPermissions.join(" and ");
    if (held === undefined || !areHeld(readPermissions, held))
      return `Not readable, needs ${needed}. Have it consented to, then capture again.`;
    return `Not readable although ${needed} is there: the account needs a role that may read it (${readRole}). Have one assigned or activate it, sign in again, then capture again.`;
  }

  const note = (sentence: string) => void notes.set(sentence, (notes.get(sentence) ?? 0) + 1);

  return {
    failed(error, what) {
      const sentence = sentenceOf(error);
      reasons.add(what === undefined ? sentence : `${what}: ${sentence}`);
    },
    linkFailed(link, error) {
      const sentence = sentenceOf(error);
      const known = links.get(link);
      if (known === undefined) links.set(link, { count: 1, sentence });
      else known.count += 1;
    },
    note,
    leftOut(error, unknown, needs) {
      const why = sentenceOf(error);
      const isSaid = needs !== undefined && isPlainRefusal(error);
      const sentence = isSaid ? `${unknown}; ${needs}.` : `${unknown}. ${why}`;
      if (isLasting(error)) note(sentence);
      else reasons.add(sentence);
    },
    incomplete: (sentence) => reasons.add(sentence),
    reasons() {
      const ofLinks = [...links].map(
        ([link, { count, sentence }]) =>
          `${wordsOf(link)} of ${count} ${count === 1 ? definition.singular : definition.plural}: ${sentence}`,
      );
      return [...reasons, ...ofLinks];
    },
    notes: () => [...notes].map(([sentence, count]) => (count === 1 ? sentence : `${sentence} (${count} times)`)),
  };
}

/** Not of a licence, a role or a challenge: what those say is better than that a permission is missing. */
function isPlainRefusal(error: unknown): boolean {
  if (!(error instanceof ReinstateError) || error.code !== "PERMISSION_MISSING") return false;
  return !(error instanceof GraphRefusal) || error.because === undefined;
}

/** One endpoint's refusal is that endpoint's; everything else would only repeat itself with the next one. */
function isIsolated(error: unknown): error is ReinstateError {
  if (error instanceof GraphRefusal) return error.code !== "SIGN_IN_NEEDED";
  return error instanceof ReinstateError && error.code === "TENANT_REFUSED";
}
