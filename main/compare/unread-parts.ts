import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { wordsOf } from "../../preload/contract/part-words.ts";
import type { SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { isExtensionName, propertyRule } from "../catalogue/directory-extensions.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import type { UnreadLink, UnreadLinks } from "./unread-links.ts";

/** A snapshot as far as it matters what it read. */
export type Reading = Pick<SnapshotRecord, "number" | "types">;

/** What a comparison is about, and what was found out by it. */
export interface Compared {
  readonly type: ObjectType;
  readonly from: Reading;
  readonly to: Reading;
  readonly links: UnreadLinks;
}

const mostNames = 8;

/**
 * What only one of two snapshots knows of a type that both hold, in sentences: no change of it shows in their comparison, and
 * a report that did not say so would be believed. With why it was not read, where the capture noted that.
 */
export function unreadParts({ type, from, to, links }: Compared): readonly string[] {
  const [before, after] = [from.types[type], to.types[type]];
  if (before === undefined || after === undefined || isNothing(before) || isNothing(after)) return [];
  const definition = definitionOf(type);
  const told = (side: Reading, own: TypeProof, other: TypeProof, unread: readonly UnreadLink[]) => {
    const sentences = partsOf(definition, side, [own, other], unread);
    return sentences.length === 0 ? [] : [...sentences, ...(own.notes ?? []).filter((note) => !isOfBin(note))];
  };
  const ofBoth = [
    ...told(from, before, after, links.of(type, "before")),
    ...told(to, after, before, links.of(type, "after")),
  ];
  return [...new Set(ofBoth)];
}

/** An unread recycle bin says nothing of what was deleted and nothing of what was restored; with why, where that was noted. */
export function unreadBin({ type, from, to }: Omit<Compared, "links">): readonly string[] {
  const { list, plural } = definitionOf(type);
  const [before, after] = [from.types[type], to.types[type]];
  if (before === undefined || after === undefined || isNothing(before) || isNothing(after)) return [];
  if (list.deletedItems === undefined || (before.deletedItemsRead && after.deletedItemsRead)) return [];
  const [{ number }, { notes = [] }, doubt] = after.deletedItemsRead
    ? [from, before, "what is new may come out of it"]
    : [to, after, "what is gone may lie in it"];
  return [
    `The recycle bin of ${plural} was not read in snapshot ${number}: ${doubt}, and not everything that went into it or left it can be seen here.`,
    ...notes.filter(isOfBin),
  ];
}

/** What neither snapshot knows for the same reason (a permission that nobody gave): one sentence a type, or none. */
export function unreadInBoth({ type, from, to }: Omit<Compared, "links">): readonly string[] {
  const [before, after] = [from.types[type], to.types[type]];
  const known = new Set(before?.notes?.map(uncounted));
  const both = [...new Set(after?.notes?.map(uncounted))].filter((note) => known.has(note) && !isOfBin(note));
  return both.length === 0 ? [] : [`The same was not read in either snapshot: ${both.join(" ")}`];
}

/** All that could be said is that the type is unknown. */
function isNothing({ complete, read }: TypeProof): boolean {
  return !complete && read === 0;
}

function partsOf(
  definition: ObjectTypeDefinition,
  { number }: Reading,
  [own, other]: readonly [TypeProof, TypeProof],
  links: readonly UnreadLink[],
): readonly string[] {
  const asked = new Set(own.selected);
  const unasked = other.selected.filter((name) => !asked.has(name) && isCompared(definition, name));
  const attributes = [
    ...new Set(unasked.map((name) => (isExtensionName(name) ? "extension attributes" : wordsOf(name)))),
  ];
  const { singular, plural } = definition;
  const ofLinks = links.map(({ link, count }) => `${wordsOf(link)} (of ${count} ${count === 1 ? singular : plural})`);
  const names = [...attributes, ...ofLinks, ...hiddenOnlyHere(definition, own, other)];
  if (names.length === 0) return [];
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  const listed = `${names.slice(0, mostNames).join(", ")}${more}`;
  return [`Not read in snapshot ${number}, so that no change of it can be seen here: ${listed}.`];
}

/** Its note says which they are, and why. */
function hiddenOnlyHere(
  { singular, plural }: ObjectTypeDefinition,
  own: TypeProof,
  other: TypeProof,
): readonly string[] {
  const count = own.hidden?.filter((id) => other.hidden?.includes(id) !== true).length ?? 0;
  return count === 0 ? [] : [`${count} ${count === 1 ? singular : plural} whole`];
}

function isCompared(definition: ObjectTypeDefinition, name: string): boolean {
  return !name.includes("@") && name !== "deletedDateTime" && propertyRule(definition, name)?.volatile !== true;
}

/** `unreadBin` tells it where it matters. */
function isOfBin(note: string): boolean {
  return note.startsWith("The recycle bin of ");
}

/** A note without how many objects it is about. */
function uncounted(note: string): string {
  return note.replace(/ \(\d+ times\)$/u, "");
}
