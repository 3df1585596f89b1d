import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import { groupOf, guidOf, userOf } from "./scratch-vault.ts";

/** What the snapshot of this number holds in the proofs that kill a sealing process: some users change every time. */
export function sealingState(number: number, users: number): readonly DirectoryObject[] {
  const ids = Array.from({ length: users }, (_, index) => guidOf(index));
  const members = ids.filter((_, index) => index % 3 === number % 3).sort();
  const versionOf = (index: number) => (index % 10 === number % 10 ? number : index % 10);
  return [
    ...ids.map((id, index) => userOf(id, { version: versionOf(index), notes: `${id} ${versionOf(index)} `.repeat(8) })),
    groupOf(guidOf(users + 1), members),
  ];
}
