import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";

/** What went wrong while one type was read: reasons make it incomplete, notes do not. */
export interface Findings {
  /** A part of the type could not be read. Rethrows what ends the whole run: cancel, sign-in, no network, bugs. */
  failed(error: unknown, what?: string): void;
  /** One object's link could not be read; counted by link. */
  linkFailed(link: string, error: unknown): void;
  /** Left unknown on purpose or of necessity, for `count` objects. */
  note(sentence: string): void;
  /** The same for what Graph refused: the sentence, and why. Rethrows what ends the whole run. */
  noteFailure(error: unknown, sentence: string): void;
  incomplete(sentence: string): void;
  reasons(): readonly string[];
  notes(): readonly string[];
}

export function createFindings(definition: ObjectTypeDefinition): Findings {
  const reasons = new Set<string>();
  const notes = new Map<string, number>();
  const links = new Map<string, { count: number; sentence: string }>();

  function sentenceOf(error: unknown, permissions: readonly string[]): string {
    if (!isIsolated(error)) throw error;
    if (error.code !== "PERMISSION_MISSING") return error.message;
    return `Not readable, needs ${permissions.join(" and ")}. Have it consented to, then capture again.`;
  }

  const note = (sentence: string) => void notes.set(sentence, (notes.get(sentence) ?? 0) + 1);

  return {
    failed(error, what) {
      const sentence = sentenceOf(error, definition.readPermissions);
      reasons.add(what === undefined ? sentence : `${what}: ${sentence}`);
    },
    linkFailed(link, error) {
      const sentence = sentenceOf(error, definition.readPermissions);
      const known = links.get(link);
      if (known === undefined) links.set(link, { count: 1, sentence });
      else known.count += 1;
    },
    note,
    noteFailure(error, sentence) {
      if (!isIsolated(error)) throw error;
      note(error.code === "PERMISSION_MISSING" ? sentence : `${sentence} ${error.message}`);
    },
    incomplete: (sentence) => reasons.add(sentence),
    reasons() {
      const ofLinks = [...links].map(
        ([link, { count, sentence }]) =>
          `${link} of ${count} ${count === 1 ? definition.singular : definition.plural}: ${sentence}`,
      );
      return [...reasons, ...ofLinks];
    },
    notes: () => [...notes].map(([sentence, count]) => (count === 1 ? sentence : `${sentence} (${count} times)`)),
  };
}

/** One endpoint's refusal is that endpoint's; everything else would only repeat itself with the next one. */
function isIsolated(error: unknown): error is ReinstateError {
  if (error instanceof GraphRefusal) return error.code !== "SIGN_IN_NEEDED";
  return error instanceof ReinstateError && error.code === "TENANT_REFUSED";
}
