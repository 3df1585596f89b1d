import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { hiddenMembershipPermission as permission } from "../catalogue/read-permissions.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import type { Findings } from "./findings.ts";

/**
 * Groups with hidden membership answer 200 and an empty list to whoever may not see it (fault A11). Without proof that
 * the group is really empty its members are unknown, so that no report says that all of them were removed.
 */
export async function withoutHiddenMembers(
  objects: readonly DirectoryObject[],
  run: CaptureRun,
  findings: Findings,
): Promise<readonly DirectoryObject[]> {
  return Promise.all(objects.map((object) => (looksEmpty(object) ? checked(object, run, findings) : object)));
}

function looksEmpty({ properties, links }: DirectoryObject): boolean {
  return properties.visibility === "HiddenMembership" && links.members?.length === 0;
}

async function checked(group: DirectoryObject, run: CaptureRun, findings: Findings): Promise<DirectoryObject> {
  if (await isProvablyEmpty(group, run)) return group;
  findings.note(`Members of a group with hidden membership are unknown; reading them needs ${permission}.`);
  const { members: _hidden, ...links } = group.links;
  return { ...group, links };
}

async function isProvablyEmpty(group: DirectoryObject, run: CaptureRun): Promise<boolean> {
  if (run.permissions?.includes(permission) !== true) return false;
  return (await run.graph.count(`/groups/${group.id}/members`, readingOf(run, [permission]))) === 0;
}
