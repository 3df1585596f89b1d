import { afterEach, describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { groupOf, guidOf, newVault, removeFolders, reopened, sealed } from "./testing/scratch-vault.ts";

afterEach(() => removeFolders());

/** Enough for a second thread to open packs ahead, and for many packs. */
const groupCount = 6000;
const text = "what this group is for ".repeat(12);

/** Every 97th group is so large that its members lie apart, in packs before its own. */
function groups(state: string, from: number): readonly DirectoryObject[] {
  return Array.from({ length: groupCount }, (_, index) => {
    const size = index % 97 === 0 ? 700 : 1;
    const members = Array.from({ length: size }, (_each, member) => guidOf(from + index * 3 + member));
    const group = groupOf(`${state.length}-${String(index).padStart(5, "0")}`.slice(2), members.sort());
    return { ...group, properties: { displayName: `${state} ${index}`, description: text + index } };
  });
}

const byId = (objects: readonly DirectoryObject[]) => new Map(objects.map((object) => [object.id, object]));

describe("differences of thousands of objects with large link sets", () => {
  it("hold both sides whole, also while others read in between", () => {
    const [before, after] = [groups("before", 0), groups("after", 5000)];
    let vault = newVault();
    sealed(vault, before);
    sealed(vault, after);
    vault = reopened(vault);
    const [expectedBefore, expectedAfter] = [byId(before), byId(after)];
    let count = 0;
    for (const pair of vault.differences(1, 2)) {
      expect(pair).toEqual({
        type: "group",
        id: pair.id,
        before: expectedBefore.get(pair.id),
        after: expectedAfter.get(pair.id),
      });
      count += 1;
      // The window's other questions come between two steps of a report, and want other packs.
      if (count % 500 !== 0) continue;
      const { id } = before[groupCount - count] as DirectoryObject;
      expect(vault.object(1, "group", id)).toEqual(expectedBefore.get(id));
    }
    expect(count).toBe(groupCount);
  });
});
