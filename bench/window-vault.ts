import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import { changeEveryUser, makeWork, workOf } from "./make-work.ts";
import { auditOf, createBenchVault, seal, settle } from "./sealing.ts";

/** The names by which the window finds the two objects that are larger than all others. */
export const largeNames = { members: "Zzz Everybody", bytes: "Zzz Longest description" };

/** A vault with two snapshots, between which every one of so many users was changed, and an object each of 100,000 members and 5 MB. */
export function makeWindowVault(folder: string, users: number): void {
  const { first } = makeWork(workOf(users));
  const vault = createBenchVault(folder);
  const large = largeObjects(first);
  seal(vault, [...first, ...large]);
  const second = changeEveryUser(first);
  seal(vault, [...second, ...large], {
    audit: auditOf(
      vault,
      second.filter(({ type }) => type === "user"),
    ),
  });
  settle(vault);
  vault.close();
}

function largeObjects(objects: readonly DirectoryObject[]): readonly DirectoryObject[] {
  const group = objects.find(({ type }) => type === "group");
  if (group === undefined) throw new Error("The work has no group.");
  const members = objects.filter(({ type }) => type === "user").map(({ id }) => id);
  const named = (id: string, displayName: string, description: string, links: readonly string[]) => ({
    ...group,
    id,
    properties: { ...group.properties, id, displayName, description },
    links: { ...group.links, members: links },
  });
  return [
    named("ffffffff-0000-4000-8000-000000000001", largeNames.members, "", members.toSorted()),
    named("ffffffff-0000-4000-8000-000000000002", largeNames.bytes, longText(5_000_000), []),
  ];
}

/** Of lines, as a text that somebody pasted is. */
function longText(bytes: number): string {
  const line = "what this group was once made for, and who is to be asked before anybody changes it\n";
  return line.repeat(Math.ceil(bytes / line.length));
}
