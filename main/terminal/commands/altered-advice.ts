import type { Vault } from "../../vault/vault.ts";

/** What does not hold: something that is stored, where head.json says that it ends, or that it holds what somebody knows of it. */
export type Doubt = "content" | "end" | "known";

const found: Readonly<Record<Doubt, string>> = {
  content: "Nothing beyond that place was looked at. Leave",
  end: "What is in the vault can be read, but newer snapshots may have been taken away, so none is sealed into it. If you put an older copy back on purpose, go on from it with `reinstate --accept-head check`. If not, leave",
  known: "What is in the vault is as it was sealed, but it is not all that was. Take no snapshot into it, leave",
};

/** What somebody who is tired does now. A copy that the vault knows of is named, for nobody remembers where it lies. */
export function adviceFor(doubt: Doubt, vault: Vault, folder: string): string {
  return `${found[doubt]} the folder ${folder} as it is, for whoever looks into this. ${copyAdvice(vault)}`;
}

function copyAdvice(vault: Vault): string {
  const [place, ...others] = placesOf(vault);
  if (place === undefined)
    return "The vault knows of no copy of itself; a backup of the folder from before will do, and exports prove by themselves.";
  const also = others.length === 0 ? "" : `, or of ${others.length === 1 ? "the other copy" : "another copy"}`;
  return `Make a whole vault of the copy in ${place}${also}: \`reinstate copies rebuild ${place} --vault NEW-FOLDER\`.`;
}

/** Where they were kept may be what was altered. */
function placesOf(vault: Vault): readonly string[] {
  try {
    return vault.copyPlaces().map(({ folder }) => folder);
  } catch {
    return [];
  }
}
