import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { LinkRule, ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { linkIn } from "../graph/link-requests.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import { UnusableRound } from "./delta-changes.ts";

/**
 * Ids of soft-deleted objects, by type. Members and managers that are soft-deleted stay linked and come back with a restore:
 * rounds go on telling of them, while the list of one object's links leaves them out. Snapshots hold what that list shows, by
 * whichever way it was read, so that no way of reading looks like somebody who removed a member.
 */
export type RecycleBin = Readonly<Partial<Record<ObjectType, readonly string[]>>>;

/** More that came back are a mass restore, which a full read follows faster. */
const mostReturned = 500;

/** The types that the links out of the type's rounds may lead to. */
function typesHeld({ links }: ObjectTypeDefinition): readonly ObjectType[] {
  const held = Object.values(links).flatMap(({ read }) => (read.from === "delta" ? Object.keys(read.heldBy) : []));
  return [...new Set(held as ObjectType[])];
}

/** The bins of all that the type's rounds may link to. Read before them, so that what is deleted meanwhile is seen next time. */
export async function readRecycleBin(definition: ObjectTypeDefinition, run: CaptureRun): Promise<RecycleBin> {
  const bin: Partial<Record<ObjectType, readonly string[]>> = {};
  for (const type of typesHeld(definition)) {
    const { list, readPermissions } = definitionOf(type);
    const ids = new Set(run.removed?.get(type));
    const address = `${list.deletedItems}?$select=id&$top=999`;
    for await (const { items } of run.graph.pages(address, readingOf(run, readPermissions))) {
      for (const { id } of items) if (typeof id === "string") ids.add(id);
    }
    bin[type] = [...ids].sort();
  }
  return bin;
}

export function idsIn(bin: RecycleBin): ReadonlySet<string> {
  return new Set(Object.values(bin).flat());
}

/** By link and holder, what left the bin and is linked again. */
export type Returned = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/**
 * What left the bin, by who holds it: no round tells that their link shows it again. The holders' own lists are not asked for:
 * that of a group's members leaves out enterprise applications, which rounds tell of
 * (https://learn.microsoft.com/graph/api/group-list-members), so that they would look removed. Throws UnusableRound where too
 * much came back, and what Graph refuses.
 */
export async function returnedTo(
  definition: ObjectTypeDefinition,
  before: RecycleBin,
  now: RecycleBin,
  run: CaptureRun,
): Promise<Returned> {
  const still = idsIn(now);
  const returned = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const [link, rule] of Object.entries(definition.links)) {
    if (rule.read.from !== "delta") continue;
    const questions = Object.entries(rule.read.heldBy).flatMap(([type, path]) =>
      (before[type as ObjectType] ?? [])
        .filter((id) => !still.has(id))
        .map((id) => ({ id, address: `${path.replace("{id}", id)}?$select=id` })),
    );
    if (questions.length > mostReturned) throw new UnusableRound("too many came back out of the recycle bin");
    returned.set(link, await holdersOf(questions, rule, definition, run));
  }
  return returned;
}

async function holdersOf(
  questions: readonly { readonly id: string; readonly address: string }[],
  rule: LinkRule,
  { readPermissions }: ObjectTypeDefinition,
  run: CaptureRun,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { single: _one, ...list } = rule;
  const reading = readingOf(run, readPermissions);
  const requests = questions.map(({ address }, index) => ({ id: `${index}`, method: "GET" as const, url: address }));
  const responses = await run.graph.batch(requests, reading);
  const held = new Map<string, string[]>();
  for (const [index, response] of responses.entries()) {
    const { id, address } = questions[index] ?? { id: "", address: "" };
    // Gone for good: what held it has been told of that.
    if (response.status === 404) continue;
    for (const holder of await linkIn(list, response, run.graph, address, reading)) {
      if (typeof holder === "string") held.set(holder, [...(held.get(holder) ?? []), id]);
    }
  }
  return held;
}
