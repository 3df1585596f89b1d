import type { WriteRequest } from "./object-type-definition.ts";
import { directoryObjectLink } from "./placeholders.ts";

type Fine = NonNullable<WriteRequest["alsoFine"]>;

/** Graph's answers to adding what is there already. */
export const alreadyThere: Fine = [
  { status: 400, messagePart: "already exist" },
  { status: 409, messagePart: "already exist" },
];
/** Graph's answer to removing what is not there. */
export const alreadyGone: Fine = [{ status: 404 }];

/** Links that one request may carry. */
const mostLinks = 20;

/** One POST a target at `{path}/$ref`. */
export function addOneByOne(path: string, ids: readonly string[]): readonly WriteRequest[] {
  return ids.map((id) => ({
    method: "POST",
    path: `${path}/$ref`,
    body: { "@odata.id": directoryObjectLink(id) },
    alsoFine: alreadyThere,
  }));
}

/**
 * Blocks of 20 in a PATCH of the object (fault C25). Graph takes or refuses a block as a whole, so each says what to
 * send in its place. A single target goes by itself.
 */
export function addInBlocks(object: string, link: string, ids: readonly string[]): readonly WriteRequest[] {
  const blocks: WriteRequest[] = [];
  for (let start = 0; start < ids.length; start += mostLinks) {
    const block = ids.slice(start, start + mostLinks);
    const singly = addOneByOne(`${object}/${link}`, block);
    if (block.length === 1) blocks.push(...singly);
    else
      blocks.push({
        method: "PATCH",
        path: object,
        body: { [`${link}@odata.bind`]: block.map(directoryObjectLink) },
        otherwise: singly,
      });
  }
  return blocks;
}

/** One DELETE a target. Without `/$ref` Graph would delete the target object itself. */
export function removeOneByOne(path: string, ids: readonly string[]): readonly WriteRequest[] {
  return ids.map((id) => ({ method: "DELETE", path: `${path}/${id}/$ref`, alsoFine: alreadyGone }));
}

/** Adds before it removes: the last owner cannot be taken away. */
export function addThenRemove(
  path: string,
  add: readonly unknown[],
  remove: readonly unknown[],
): readonly WriteRequest[] {
  return [...addOneByOne(path, idsAmong(add)), ...removeOneByOne(path, idsAmong(remove))];
}

/** The ids among link targets. */
export function idsAmong(targets: readonly unknown[]): readonly string[] {
  return targets.filter((target) => typeof target === "string" && target !== "") as readonly string[];
}

/** Out of the directory's recycle bin, keeping the id. */
export function restoreFromDirectory(id: string): WriteRequest {
  return { method: "POST", path: `/directory/deletedItems/${id}/restore` };
}

/** Into the recycle bin where the type has one. */
export function deleteAt(path: string): WriteRequest {
  return { method: "DELETE", path, alsoFine: alreadyGone };
}
