import type { LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { PlanInput } from "./plan-input.ts";
import type { StepDraft } from "./step-draft.ts";

/**
 * Steps that link enterprise applications say which those are: Graph's list of a group's members can leave them out
 * (https://learn.microsoft.com/graph/api/group-list-members), so that one which somebody put in would look taken out already.
 */
export function withUnlisted(
  drafts: readonly StepDraft[],
  { allFound }: Pick<PlanInput, "allFound">,
): readonly StepDraft[] {
  if (!drafts.some(({ type, links }) => links.some(({ link }) => canLeaveOut(type, link)))) return drafts;
  const made = drafts.filter(({ type, action }) => type === "servicePrincipal" && action === "create");
  const applications = new Set<LinkTarget>(made.map(({ object }) => object.id));
  for (const { id } of allFound("servicePrincipal")) applications.add(id);
  return drafts.map((draft) => {
    const unlisted = draft.links.flatMap(({ link, add, remove }) =>
      canLeaveOut(draft.type, link) ? [...add, ...remove].filter((target) => applications.has(target)) : [],
    );
    return unlisted.length === 0 ? draft : { ...draft, unlisted: unlisted.map(String) };
  });
}

function canLeaveOut(type: ObjectType, link: string): boolean {
  const read = definitionOf(type).links[link]?.read;
  return read?.from === "delta" && read.heldBy.servicePrincipal !== undefined;
}
