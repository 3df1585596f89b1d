import { propertyPath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange, Change, ChangeKind, LinkChange } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted, nameOf } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import { propertyRule } from "../catalogue/directory-extensions.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { compareLinks, unknownLinks } from "./compare-links.ts";
import { compareValues } from "./compare-values.ts";
import { isAnnotation } from "./meaning-text.ts";
import type { Side, UnreadLinks } from "./unread-links.ts";

/** A change before anybody asked who made it. */
export type ObjectDifference = Omit<Change, "attribution">;

/** What is known of the type on either side; a side without a proof was not read, and nothing can be said. */
export interface CompareContext {
  readonly definition: ObjectTypeDefinition;
  readonly beforeProof: TypeProof | undefined;
  readonly afterProof: TypeProof | undefined;
  /**
   * Whether an id is in the recycle bin on that side. What it is linked to is unknown then: it keeps its links, unseen, and
   * has them again when it is restored. Absent: nothing is.
   */
  isInBin?(id: string, side: Side): boolean;
  /** Takes what one side does not know of what the other does: no change of it is told. */
  readonly unread?: UnreadLinks | undefined;
}

/** One object's difference between two states; undefined if there is none or it is not known. */
export function compareObjects(
  before: DirectoryObject | undefined,
  after: DirectoryObject | undefined,
  context: CompareContext,
): ObjectDifference | undefined {
  const { beforeProof, afterProof } = context;
  if (beforeProof === undefined || afterProof === undefined) return undefined;
  if (before === undefined) return after && appearance(after, beforeProof);
  if (after === undefined) return disappearance(before, afterProof, context.definition);
  return comparePair(before, after, context, beforeProof, afterProof);
}

/** In the recycle bin now and not seen before: only if the bin was read before too, or it may have been there already. */
function appearance(after: DirectoryObject, beforeProof: TypeProof): ObjectDifference | undefined {
  if (!isProvenAbsent(after, beforeProof)) return undefined;
  if (!isSoftDeleted(after)) return difference(after, "added");
  return beforeProof.deletedItemsRead ? difference(after, "soft-deleted") : undefined;
}

/** Out of the recycle bin is gone only if the bin was read to its end; what was active may lie in an unread one (fault C34). */
function disappearance(
  before: DirectoryObject,
  afterProof: TypeProof,
  { list }: ObjectTypeDefinition,
): ObjectDifference | undefined {
  if (!isProvenAbsent(before, afterProof)) return undefined;
  if (afterProof.deletedItemsRead) return difference(before, "removed");
  if (isSoftDeleted(before)) return undefined;
  return { ...difference(before, "removed"), ...(list.deletedItems === undefined ? {} : { binUnread: true }) };
}

/** The type was read to the end, and this is not one of those that exist and that Graph does not give. */
function isProvenAbsent({ id }: DirectoryObject, { complete, hidden = [] }: TypeProof): boolean {
  return complete && !hidden.includes(id);
}

function difference(object: DirectoryObject, kind: ChangeKind): ObjectDifference {
  return { type: object.type, id: object.id, name: nameOf(object), kind, attributes: [], links: [] };
}

function comparePair(
  before: DirectoryObject,
  after: DirectoryObject,
  context: CompareContext,
  beforeProof: TypeProof,
  afterProof: TypeProof,
): ObjectDifference | undefined {
  const [wasDeleted, isDeleted] = [isSoftDeleted(before), isSoftDeleted(after)];
  const kind = wasDeleted === isDeleted ? "modified" : isDeleted ? "soft-deleted" : "restored";
  // The recycle bin answers with fewer properties: what is absent there is unknown.
  const knownBefore = wasDeleted ? neverKnown : selection(beforeProof);
  const knownAfter = isDeleted ? neverKnown : selection(afterProof);
  const attributes = compareProperties(
    before.properties,
    after.properties,
    context.definition,
    knownBefore,
    knownAfter,
  );
  if (context.unread !== undefined && !wasDeleted && !isDeleted) {
    for (const [side, link] of unknownLinks(before, after, context.definition))
      context.unread.add(after.type, side, link);
  }
  const links = knownLinks(compareLinks(before, after, context.definition), context);
  if (kind === "modified" && attributes.length === 0 && links.length === 0) return undefined;
  return { type: after.type, id: after.id, name: nameOf(after), kind, attributes, links };
}

/** Without targets that are in the recycle bin on the side that does not show them: nobody has linked or unlinked those. */
function knownLinks(changes: readonly LinkChange[], { isInBin }: CompareContext): readonly LinkChange[] {
  if (isInBin === undefined) return changes;
  return changes.flatMap(({ link, added, removed }) => {
    const known = {
      link,
      added: added.filter((target) => typeof target !== "string" || !isInBin(target, "before")),
      removed: removed.filter((target) => typeof target !== "string" || !isInBin(target, "after")),
    };
    return known.added.length + known.removed.length > 0 ? [known] : [];
  });
}

const neverKnown: ReadonlySet<string> = new Set();
const selections = new WeakMap<TypeProof, ReadonlySet<string>>();

function selection(proof: TypeProof): ReadonlySet<string> {
  const known = selections.get(proof) ?? new Set(proof.selected);
  selections.set(proof, known);
  return known;
}

/** Properties that are absent on one side count only where that side asked for them. */
function compareProperties(
  before: JsonObject,
  after: JsonObject,
  definition: ObjectTypeDefinition,
  knownBefore: ReadonlySet<string>,
  knownAfter: ReadonlySet<string>,
): readonly AttributeChange[] {
  const changes: AttributeChange[] = [];
  let more = 0;
  for (const name in before) {
    more -= 1;
    if (before[name] === after[name]) continue;
    const present = Object.hasOwn(after, name);
    if (!present) more += 1;
    if (present || knownAfter.has(name)) compareProperty(name, before, after, definition, changes);
  }
  for (const _ in after) more += 1;
  if (more > 0) {
    for (const name in after) {
      if (!Object.hasOwn(before, name) && knownBefore.has(name))
        compareProperty(name, before, after, definition, changes);
    }
  }
  return changes.length > 1 ? changes.sort(byPath) : changes;
}

function compareProperty(
  name: string,
  before: JsonObject,
  after: JsonObject,
  definition: ObjectTypeDefinition,
  changes: AttributeChange[],
): void {
  // The recycle bin is the change's kind, not an attribute.
  if (name === "deletedDateTime" || isAnnotation(name)) return;
  const rule = propertyRule(definition, name);
  const [left, right] = [Object.hasOwn(before, name), Object.hasOwn(after, name)];
  compareValues(
    left ? before[name] : undefined,
    right ? after[name] : undefined,
    rule,
    propertyPath("", name),
    changes,
  );
}

function byPath(left: AttributeChange, right: AttributeChange): number {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}
