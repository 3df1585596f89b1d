import { type ChainPlace, describePlace } from "../vault/chain-links.ts";
import { listManifests, readManifests } from "./copy-manifest.ts";
import type { CopyStore } from "./copy-store.ts";

/** What the newest list in the copy ends with; undefined if there is none. */
export async function newestPlace(store: CopyStore): Promise<ChainPlace | undefined> {
  const [newest] = await readManifests(store, await listManifests(store));
  return newest?.manifest;
}

/** A sentence where the copy was older before the run than what was last written there ("snapshot 7"); null: it was not. */
export function putBackProblem({ name }: CopyStore, found: ChainPlace | undefined, held: string | null): string | null {
  if (found === undefined || found.number + found.events >= lengthOf(held ?? "")) return null;
  return `The copy in ${name} ended with ${describePlace(found)}, though ${held} had been written there: somebody put it back to an older state, or its newest list was spoilt. It is as new as the vault again. Look who else can write there.`;
}

/** Of a place as it is described: each number in it counts links of the chain. */
function lengthOf(described: string): number {
  return Array.from(described.matchAll(/\d+/gu), ([digits]) => Number(digits)).reduce((sum, each) => sum + each, 0);
}
