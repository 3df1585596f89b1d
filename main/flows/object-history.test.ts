import { afterAll, describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { ObjectHistory } from "../../preload/contract/views.ts";
import { openDemoWalk } from "../open-demo.ts";
import {
  dayAt,
  newFolder,
  newVault,
  origin,
  proof,
  removeFolders,
  sealed,
  thinned,
  userOf,
} from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { backUp } from "./backup.ts";
import { objectHistory } from "./object-history.ts";

afterAll(() => removeFolders());

/** Each entry as "from>to kind". */
function outline({ entries }: ObjectHistory): readonly string[] {
  return entries.map(({ from, to, change }) => `${from.snapshot}>${to.snapshot} ${change.kind}`);
}

describe("an account of the demo tenant", () => {
  it("is followed through its change, recycle bin, return and end, with who did each, over a snapshot without people", async () => {
    const walk = await openDemoWalk(newFolder(), { scenario: "lockout", users: 50, seedNumber: 1 });
    const { session, demo } = walk;
    const admin = session.graph(["User.ReadWrite.All", "Directory.ReadWrite.All", "User.DeleteRestore.All"]);
    await backUp(session);
    const person = [...session.vault.objects(1, "user")].at(-1) as DirectoryObject;
    const other = [...session.vault.objects(1, "user")].at(-2) as DirectoryObject;
    const steps = [
      ["PATCH", `/users/${person.id}`, { department: "Night shift" }],
      ["DELETE", `/users/${person.id}`],
      ["POST", `/directory/deletedItems/${person.id}/restore`, {}],
      ["DELETE", `/users/${person.id}`],
      ["DELETE", `/directory/deletedItems/${person.id}`],
    ] as const;
    for (const [index, [method, path, body]] of steps.entries()) {
      demo.advance(3_600_000);
      expect((await admin.write(method, path, body)).status, `${method} ${path}`).toBeLessThan(300);
      await backUp(session, index === 3 ? { types: ["group"] } : {});
    }
    const history = await objectHistory(session.vault, "user", person.id);
    expect(outline(history)).toEqual(["1>2 modified", "2>3 soft-deleted", "3>4 restored", "4>6 removed"]);
    expect(history.entries[0]?.change.attributes).toMatchObject([{ path: "department", after: "Night shift" }]);
    expect(history.entries.map(({ change }) => change.attribution.status)).not.toContain("unknown");
    expect(history.unknown).toEqual([{ snapshot: 5, reason: "Snapshot 5 did not ask for it." }]);
    expect(history).toMatchObject({ id: person.id, name: person.properties.displayName, first: { snapshot: 1 } });
    expect((await objectHistory(session.vault, "user", other.id)).entries).toEqual([]);
    await expect(objectHistory(session.vault, "group", person.id)).rejects.toMatchObject({ code: "USAGE_NOT_FOUND" });
    await walk.close();
  });
});

const anna = (department: string) => userOf("anna", { department });
const bin = userOf("anna", { department: "IT", deletedDateTime: "2026-08-03T10:00:00Z" });

/** A snapshot a day; undefined: people were not asked for. */
function daily(states: readonly (readonly DirectoryObject[] | undefined)[]): Vault {
  const vault = newVault();
  for (const [day, objects] of states.entries()) {
    const at = { startedAt: dayAt(day), endedAt: dayAt(day) };
    sealed(vault, objects ?? [], { ...at, types: objects === undefined ? ["group"] : ["user"] });
  }
  return vault;
}

describe("the history of an object", () => {
  it("begins where it was added, and tells of an end and of a return under the same id", async () => {
    const history = await objectHistory(daily([[], [anna("IT")], [], [], [anna("HR")]]), "user", "anna");
    expect(outline(history)).toEqual(["1>2 added", "2>3 removed", "4>5 added"]);
    expect(history.first).toEqual({ snapshot: 2, endedAt: dayAt(1) });
  });

  it("passes over what is unknown, and shows at the next snapshot what happened meanwhile", async () => {
    const history = await objectHistory(daily([[anna("IT")], undefined, [anna("HR")], undefined]), "user", "anna");
    expect(outline(history)).toEqual(["1>3 modified"]);
    expect(history.unknown.map(({ snapshot }) => snapshot)).toEqual([2, 4]);
  });

  it("never ends in a snapshot that was not read to the end, or out of a recycle bin that was not read", async () => {
    const vault = daily([[anna("IT")]]);
    const seals = [
      [[], { ...proof, complete: false, reason: "It was cancelled." }],
      [[bin], proof],
      [[], { ...proof, deletedItemsRead: false }],
      [[anna("IT")], proof],
    ] as const;
    for (const [index, [objects, user]] of seals.entries()) {
      const seal = vault.beginSnapshot({ startedAt: dayAt(index + 1), origin });
      seal.add(objects);
      seal.finish({ endedAt: dayAt(index + 1), types: { user } });
    }
    const history = await objectHistory(vault, "user", "anna");
    expect(outline(history)).toEqual(["1>3 soft-deleted", "3>5 restored"]);
    expect(history.unknown).toEqual([{ snapshot: 2, reason: expect.stringContaining("It was cancelled.") }]);
  });

  it("goes from one kept snapshot to the next after thinning out", async () => {
    const vault = daily(Array.from({ length: 41 }, (_, day) => [anna(`until ${Math.ceil(day / 20)}`)]));
    vault.setRetention({ daily: 1, weekly: 0, monthly: 0, floorDays: 30 }, dayAt(40));
    const { removed = [] } = thinned(vault, dayAt(40)) ?? {};
    expect(removed.length).toBeGreaterThan(3);
    const kept = vault.snapshots().map(({ number }) => number);
    const history = await objectHistory(vault, "user", "anna");
    for (const { from, to } of history.entries) expect(kept.indexOf(to.snapshot)).toBe(kept.indexOf(from.snapshot) + 1);
    expect(history.entries.at(-1)).toMatchObject({ from: { snapshot: 21 }, to: { snapshot: 22 } });
    expect([history.first.snapshot, history.unknown]).toEqual([kept[0], []]);
    sealed(vault, [anna("Sales")], { startedAt: dayAt(41), endedAt: dayAt(41) });
    expect(outline(await objectHistory(vault, "user", "anna")).at(-1)).toBe("41>42 modified");
  });

  it("reads the object only where its hash differs", async () => {
    const vault = daily([...Array.from({ length: 20 }, () => [anna("IT")]), [anna("HR")]]);
    const read: number[] = [];
    const counting = new Proxy(vault, {
      get(target, name) {
        const member = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          if (name === "object") read.push(args[0] as number);
          return Reflect.apply(member, target, args);
        };
      },
    });
    expect(outline(await objectHistory(counting, "user", "anna"))).toEqual(["20>21 modified"]);
    expect(new Set(read)).toEqual(new Set([20, 21]));
  });
});
