import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { zstdDecompressSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import { leastFloorDays } from "../../../preload/contract/retention.ts";
import { openRaw } from "../testing/open-raw.ts";
import { auditOf, jobOf, planOf } from "../testing/recovery-samples.ts";
import {
  dayAt,
  groupOf,
  guidOf,
  newFolder,
  newVault,
  origin,
  proof,
  removeFolders,
  reopened,
  sealed,
  thinned,
  userOf,
  verdictOf,
} from "../testing/scratch-vault.ts";
import type { Vault } from "../vault.ts";

afterEach(() => removeFolders());

const least = { daily: 1, weekly: 0, monthly: 0, floorDays: leastFloorDays };

function sealedOn(vault: Vault, day: number, objects: readonly DirectoryObject[]): void {
  sealed(vault, objects, { endedAt: dayAt(day), startedAt: dayAt(day), types: ["user", "group"] });
}

/** A vault of so many days; each snapshot holds a user who changes every day. */
function vaultOfDays(count: number, folder = newFolder()): Vault {
  const vault = newVault(folder);
  for (let day = 0; day < count; day += 1) sealedOn(vault, day, [userOf("a", { day }), userOf("same")]);
  vault.setRetention(least, dayAt(count));
  return vault;
}

describe("thinning out", () => {
  it("takes the objects and leaves the signed record, the chain and every later snapshot", () => {
    const vault = vaultOfDays(40);
    const removal = thinned(vault, dayAt(40));
    expect(removal?.removed).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(vault.snapshots().map(({ number }) => number)[0]).toBe(11);
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 30 });
    expect(vault.object(11, "user", "a")?.properties.day).toBe(10);
    expect(() => vault.object(10, "user", "a")).toThrow(/Snapshot 10 was thinned out on 2026-09-10; only its signed/);
    sealedOn(vault, 41, [userOf("a", { day: 41 })]);
    expect(vault.snapshots().at(-1)).toMatchObject({ number: 41, previous: removal?.id });
    const again = reopened(vault);
    expect(again.events()).toMatchObject([{ kind: "removal", sequence: 1, after: 40, removed: removal?.removed }]);
    expect(verdictOf(again)).toMatchObject({ ok: true, snapshots: 31 });
    again.close();
  });

  it("ends what reads a snapshot that goes, and leaves what reads others", () => {
    const vault = newVault();
    const people = (day: number) => Array.from({ length: 30 }, (_, index) => userOf(`u${index}`, { day }));
    for (let day = 0; day < 40; day += 1)
      sealedOn(vault, day, [...people(day), { ...groupOf("g", []), properties: { day } }]);
    vault.setRetention(least, dayAt(40));
    const gone = [vault.differences(3, 40), vault.differences(40, 3), vault.objects(3)];
    const kept = [vault.differences(39, 40), vault.objects(40)];
    for (const values of [...gone, ...kept]) values.next();
    thinned(vault, dayAt(40));
    for (const values of gone) expect(() => [...values]).toThrow(/Snapshot 3 was thinned out on 2026-09-10/);
    // One of 31 each was read before.
    expect(kept.map((values) => [...values].length)).toEqual([30, 30]);
  });

  it("does nothing twice", () => {
    const vault = vaultOfDays(35);
    expect(thinned(vault, dayAt(35))?.removed).toHaveLength(5);
    expect(thinned(vault, dayAt(35))).toBeUndefined();
    expect(vault.events()).toHaveLength(1);
    vault.close();
  });

  it("leaves nothing of what only the removed snapshots held on the disk", () => {
    const folder = newFolder();
    const vault = newVault(folder);
    const secretOf = (day: number) => `gone-${day}-gone`;
    for (let day = 0; day < 40; day += 1) {
      sealedOn(vault, day, [userOf("a", { note: secretOf(day) }), groupOf("g", membersOf(day))]);
    }
    vault.setRetention(least, dayAt(40));
    thinned(vault, dayAt(40));
    const noted = [...vault.snapshots()].map(({ number }) => vault.object(number, "user", "a")?.properties.note);
    expect(noted).toEqual(Array.from({ length: 30 }, (_, index) => secretOf(index + 10)));
    expect(vault.object(11, "group", "g")?.links.members).toEqual(membersOf(10));
    vault.close();
    const raw = openRaw(folder);
    const packs = raw.prepare("SELECT bytes FROM pack").pluck().all() as Buffer[];
    const text = packs.map((bytes) => zstdDecompressSync(bytes).toString("latin1")).join();
    const left = Array.from({ length: 40 }, (_, day) => day).filter((day) => text.includes(secretOf(day)));
    expect(left).toEqual(Array.from({ length: 30 }, (_, index) => index + 10));
    expect(raw.prepare("SELECT count(*) FROM tree").pluck().get()).toBe(60);
    raw.close();
  });

  it("gives the room back to the disk", () => {
    const vault = newVault();
    const noise = () => userOf("a", { noise: randomBytes(200_000).toString("base64") });
    for (let day = 0; day < 60; day += 1) sealedOn(vault, day, [noise()]);
    vault.setRetention(least, dayAt(60));
    const before = vault.description.bytes;
    thinned(vault, dayAt(60));
    const after = reopened(vault);
    // Each entry but the first stands beside a copy of the one before it.
    expect(after.description.bytes / before).toBeLessThan(0.55);
    expect(verdictOf(after).ok).toBe(true);
    after.close();
  });

  it("keeps audit records as long as an older snapshot is there to be compared with", () => {
    const vault = newVault();
    for (let day = 0; day < 33; day += 1) {
      const seal = vault.beginSnapshot({ startedAt: dayAt(day), origin });
      seal.add([userOf("a", { day })]);
      seal.addAuditRecords([auditOf(`a${day}`, dayAt(day))]);
      seal.finish({ endedAt: dayAt(day), types: { user: proof } });
    }
    vault.savePlan({
      ...planOf("p1", dayAt(3)),
      target: { snapshotNumber: 2, snapshotId: "0".repeat(64), endedAt: dayAt(1) },
    });
    vault.saveJob(jobOf("j1", dayAt(3)));
    vault.setRetention(least, dayAt(33));
    expect(thinned(vault, dayAt(33))?.removed).toEqual([3]);
    const ids = Array.from(vault.auditRecords(dayAt(-1), dayAt(5)), ({ id }) => id);
    expect(ids).toEqual(["a0", "a1", "a2", "a3", "a4", "a5"]);
    expect(verdictOf(vault).ok).toBe(true);
    vault.close();
  });

  it("takes nothing of a snapshot that was begun and sealed between two steps", () => {
    const members = Array.from({ length: 2000 }, (_, index) => guidOf(index));
    const vault = newVault();
    sealedOn(vault, 0, [groupOf("g", members)]);
    for (let day = 1; day < 40; day += 1) sealedOn(vault, day, [userOf("a", { day }), groupOf("g", [])]);
    vault.setRetention(least, dayAt(0));
    const work = vault.thinOut(dayAt(40));
    work.next();
    // Its chunks are those of the snapshot that goes.
    sealedOn(vault, 40, [groupOf("h", members)]);
    expect(work.next().done).toBe(true);
    expect(vault.object(41, "group", "h")?.links.members).toHaveLength(members.length);
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 31 });
    expect(thinned(vault, dayAt(39))).toBeUndefined();
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 31 });
    vault.close();
  });

  it("goes on another time after a snapshot came in between", () => {
    const vault = vaultOfDays(40);
    const work = vault.thinOut(dayAt(40));
    work.next();
    const seal = vault.beginSnapshot({ startedAt: dayAt(40), origin });
    seal.add([userOf("a", { day: 40 })]);
    expect(work.next().done).toBe(true);
    expect(() => vault.thinOut(dayAt(41))).toThrow(/A snapshot is being taken/);
    seal.finish({ endedAt: dayAt(40), types: { user: proof } });
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 31 });
    expect(thinned(vault, dayAt(39))).toBeUndefined();
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 31 });
    expect(vault.thinOut(dayAt(39)).next().done).toBe(true);
    vault.close();
  });
});

describe("the floor", () => {
  it("cannot be set below thirty days", () => {
    const vault = vaultOfDays(3);
    expect(() => vault.setRetention({ ...least, floorDays: 29 }, dayAt(3))).toThrow();
    expect(vault.retention(dayAt(3)).floorDays).toBe(30);
    vault.close();
  });

  it("that was raised goes on for as long as it was when it is lowered", () => {
    const vault = newVault();
    vault.setRetention({ ...least, floorDays: 50 }, dayAt(0));
    for (let day = 0; day < 60; day += 1) {
      sealedOn(vault, day, [userOf("a", { day })]);
      if (day === 5) vault.setRetention(least, dayAt(5));
    }
    expect(vault.retention(dayAt(50))).toMatchObject({ floorDays: 50, policy: { floorDays: 30 } });
    expect(vault.retention(dayAt(60))).toMatchObject({ floorDays: 30 });
    vault.close();
  });
});

const step = fc.record({
  gap: fc.integer({ min: 0, max: 2 }),
  edits: fc.array(fc.record({ id: fc.nat(9), version: fc.nat(4) }), { maxLength: 4 }),
  members: fc.nat(3),
  thins: fc.boolean(),
});

function membersOf(version: number): readonly string[] {
  return Array.from({ length: 900 }, (_, index) => `member ${index + version * 40}`).sort();
}

it("leaves every snapshot that stays as it was, for any history", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 45, maxLength: 70 }), (steps) => {
      const vault = newVault();
      vault.setRetention(least, dayAt(0));
      const states: ReadonlyMap<string, DirectoryObject>[] = [];
      let day = 0;
      for (const { gap, edits, members, thins } of steps) {
        day += gap;
        const state = new Map(states.at(-1));
        for (const { id, version } of edits) {
          if (version === 0) state.delete(`u${id}`);
          else state.set(`u${id}`, userOf(`u${id}`, { version, text: `${version}`.repeat(50) }));
        }
        state.set("g", groupOf("g", membersOf(members)));
        states.push(state);
        sealedOn(vault, day, [...state.values()]);
        if (thins) thinned(vault, dayAt(day));
      }
      thinned(vault, dayAt(day));
      expect(verdictOf(vault).problem).toBeUndefined();
      for (const { number } of vault.snapshots()) {
        const held = new Map(Array.from(vault.objects(number), (object) => [object.id, object]));
        expect(isDeepStrictEqual(held, states[number - 1])).toBe(true);
      }
      expectDifferences(vault, states);
      vault.close();
      removeFolders();
    }),
    { numRuns: 8 },
  );
});

function expectDifferences(vault: Vault, states: readonly ReadonlyMap<string, DirectoryObject>[]): void {
  const numbers = vault.snapshots().map(({ number }) => number);
  const [from = 1, to = 1] = [numbers[0], numbers.at(-1)];
  const [before, after] = [states[from - 1] ?? new Map(), states[to - 1] ?? new Map()];
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (id) => !isDeepStrictEqual(before.get(id), after.get(id)),
  );
  const found = [...vault.differences(from, to)];
  expect(found.map(({ id }) => id).sort()).toEqual(changed.sort());
  for (const pair of found) expect([pair.before, pair.after]).toEqual([before.get(pair.id), after.get(pair.id)]);
}
