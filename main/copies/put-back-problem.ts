import { type ChainPlace, chainLength, describePlace } from "../vault/chain-links.ts";
import type { CopyStore } from "./copy-store.ts";

/** A sentence where the copy was older before the run than what was last written there; null: it was not. */
export function putBackProblem(
  { name }: CopyStore,
  found: ChainPlace | undefined,
  held: ChainPlace | null,
): string | null {
  if (found === undefined || held === null || chainLength(found) >= chainLength(held)) return null;
  return `The copy in ${name} ended with ${describePlace(found)}, though ${describePlace(held)} had been written there: somebody put it back to an older state, or its newest list was spoilt. It is as new as the vault again. Look who else can write there.`;
}
