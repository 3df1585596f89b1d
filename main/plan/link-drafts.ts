import type { LinkChange } from "../../preload/contract/change.ts";
import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { ExistenceCheck } from "./existence.ts";
import { referencesOfTarget } from "./references-in.ts";
import type { Outlook } from "./step-draft.ts";
import { linkDraft } from "./step-draft.ts";
import { deadReference } from "./update-drafts.ts";

/**
 * One step a link: targets that were there come back, targets that came since go. Each target stands for itself, so one
 * that no longer exists is a line of its own and does not stop the others.
 */
export function linkDrafts(object: DirectoryObject, links: readonly LinkChange[], existence: ExistenceCheck): Outlook {
  const parts = links.map((change) => outlookOfLink(object, change, existence));
  return {
    drafts: parts.flatMap(({ drafts }) => drafts),
    impossible: parts.flatMap(({ impossible }) => impossible),
  };
}

function outlookOfLink(object: DirectoryObject, change: LinkChange, existence: ExistenceCheck): Outlook {
  const { link, added, removed } = change;
  const rule = definitionOf(object.type).links[link];
  const deadIn = (target: LinkTarget) =>
    [...referencesOfTarget(target, rule)].filter(({ id, kinds }) => existence.isDead(id, kinds)).map(({ id }) => id);
  const dead = new Set(removed.flatMap(deadIn));
  const add = dead.size === 0 ? removed : removed.filter((target) => deadIn(target).length === 0);
  // Only what takes the place of something dead would otherwise be taken away for nothing (a manager).
  const remove = rule?.single === true && add.length < removed.length ? [] : added;
  return {
    drafts: add.length + remove.length === 0 ? [] : [linkDraft(object, link, add, remove)],
    impossible: dead.size === 0 ? [] : [deadReference(object, link, [...dead], existence)],
  };
}
