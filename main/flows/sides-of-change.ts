import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { withoutSecrets } from "../catalogue/without-secrets.ts";
import type { Vault } from "../vault/vault.ts";

interface Sides {
  readonly before: DirectoryObject | null;
  readonly after: DirectoryObject | null;
}

/**
 * The object before and after, for a person to read: without what is secret, and with its links only where it came or
 * went. What changed in the links is in the change; a group's 100,000 members twice are for nobody's eyes.
 */
export function sidesOfChange(vault: Vault, from: number, to: number, change: Change): Sides {
  const isWhole = change.kind === "added" || change.kind === "removed";
  const side = (snapshot: number) => {
    const object = vault.object(snapshot, change.type, change.id);
    if (object === undefined) return null;
    const properties = withoutSecrets(object.properties, definitionOf(change.type).properties);
    return { ...object, properties, links: isWhole ? object.links : {} };
  };
  return { before: side(from), after: side(to) };
}
