import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { ObjectReader } from "./object-reader.ts";
import { membersInPackOrder, type TreeMember } from "./tree-members.ts";
import type { VaultParts } from "./vault-parts.ts";

/**
 * Objects with the text in a name, user principal name, app id or id, letter case ignored. Packs are searched as text
 * first, and only entries that hold the text anywhere are parsed: no index to keep, and nothing that could be stale.
 */
export function findObjects(
  parts: VaultParts,
  reader: ObjectReader,
  snapshot: number,
  text: string,
  limit: number,
): readonly DirectoryObject[] {
  const wanted = text.toLowerCase();
  const found: DirectoryObject[] = [];
  const idsWanted = idNumbers(parts, wanted);
  for (const type of objectTypes) {
    const tree = parts.trees.tree(snapshot, type);
    if (tree === undefined) continue;
    for (const member of candidates(parts, membersInPackOrder(parts.trees, tree), wanted, idsWanted)) {
      if (found.length >= limit) return found;
      const object = reader.object(type, member.id, member.entry);
      if (isNamed(object, wanted)) found.push(object);
    }
  }
  return found;
}

function idNumbers({ ids }: VaultParts, wanted: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (let number = 0; number < ids.count; number += 1) {
    if (ids.idOf(number).toLowerCase().includes(wanted)) numbers.add(number);
  }
  return numbers;
}

function* candidates(
  { packs }: VaultParts,
  members: readonly TreeMember[],
  wanted: string,
  ids: ReadonlySet<number>,
): Generator<TreeMember> {
  // As it stands in JSON; a text with half a surrogate pair is not searched for.
  const inJson = JSON.stringify(wanted).slice(1, -1);
  let searched: { readonly first: number; readonly hasText: boolean } | undefined;
  for (const member of members) {
    if (ids.has(member.id)) {
      yield member;
      continue;
    }
    const pack = packs.pack(member.entry);
    if (searched?.first !== pack.first) searched = { first: pack.first, hasText: holds(pack.content, inJson) };
    if (searched.hasText && holds(pack.entry(member.entry), inJson)) yield member;
  }
}

const ascii = /^[ -~]*$/;

/** ASCII is the same in Latin-1, which is three times as quick to decode and to lower. */
function holds(bytes: Buffer, wanted: string): boolean {
  return bytes
    .toString(ascii.test(wanted) ? "latin1" : "utf8")
    .toLowerCase()
    .includes(wanted);
}

function isNamed({ id, properties }: DirectoryObject, wanted: string): boolean {
  const names = [id, properties.displayName, properties.userPrincipalName, properties.appId];
  return names.some((name) => typeof name === "string" && name.toLowerCase().includes(wanted));
}
