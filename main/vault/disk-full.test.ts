import type Sqlite from "better-sqlite3-multiple-ciphers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import {
  dayAt,
  groupOf,
  guidOf,
  newVault,
  origin,
  proof,
  removeFolders,
  reopened,
  sealed,
  thinned,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";

const connections = vi.hoisted(() => [] as Sqlite.Database[]);

// The vault's own connection, so that the test can take the room away from it.
vi.mock("better-sqlite3-multiple-ciphers", async (importOriginal) => {
  const { default: Original } = await importOriginal<{ default: typeof Sqlite }>();
  class Watched extends Original {
    constructor(...values: ConstructorParameters<typeof Sqlite>) {
      super(...values);
      connections.push(this);
    }
  }
  return { default: Watched };
});

afterEach(() => removeFolders());

function leaveRoomFor(pages: number): void {
  const connection = connections.findLast(({ open, readonly }) => open && !readonly);
  const used = Number(connection?.pragma("page_count", { simple: true }));
  connection?.pragma(`max_page_count = ${used + pages}`);
}

/** Does not compress. */
function noise(seed: number, length: number): string {
  let state = seed + 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state.toString(36);
  };
  let text = "";
  while (text.length < length) text += next();
  return text;
}

const full = expect.objectContaining({ name: "ReinstateError", code: "DISK_FULL" });
const many = (from: number) =>
  Array.from({ length: 300 }, (_, index) => userOf(guidOf(index), { notes: noise(from + index, 3000) }));

describe("a disk that is full", () => {
  it.each([0, 1, 3, 10, 30])(
    "refuses a seal with %i pages left, leaves what was sealed, and goes on afterwards",
    (pages) => {
      let vault = newVault();
      const first = many(0);
      sealed(vault, [...first, groupOf("g", [guidOf(1)])]);
      leaveRoomFor(pages);
      expect(() => sealed(vault, many(9000))).toThrow(full);
      expect(vault.snapshots()).toHaveLength(1);
      expect(verdictOf(vault).problem).toBeUndefined();
      expect([...vault.objects(1, "user")].map(({ id }) => id).sort()).toEqual(first.map(({ id }) => id).sort());
      leaveRoomFor(100_000);
      expect(sealed(vault, many(9000)).number).toBe(2);
      expect(vault.object(2, "user", guidOf(7))).toEqual(many(9000)[7]);
      vault = reopened(vault);
      expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 2 });
      vault.close();
    },
  );

  it("refuses audit records, journal entries and secrets that do not fit", () => {
    const vault = newVault();
    sealed(vault, [userOf("a")]);
    leaveRoomFor(2);
    const large = noise(7, 200_000);
    const entry = { jobId: "j", at: "2026-01-01T00:00:00Z", stepId: "s1", kind: "intent" } as const;
    expect(() => vault.setSecret("state", Buffer.from(large))).toThrow(full);
    expect(() => vault.appendJournal({ ...entry, found: large })).toThrow(full);
    const seal = vault.beginSnapshot({ startedAt: "2026-01-01T00:00:00Z", origin });
    expect(() => {
      seal.add([userOf("b", { notes: large })]);
      seal.finish({ endedAt: "2026-01-01T00:00:00Z", types: { user: proof } });
    }).toThrow(full);
    seal.abandon();
    expect(vault.secret("state")).toBeUndefined();
    expect(vault.journal("j")).toEqual([]);
    leaveRoomFor(100_000);
    expect(vault.appendJournal({ ...entry, found: large }).sequence).toBe(1);
    vault.setSecret("state", Buffer.from(large));
    expect(Buffer.from(vault.secret("state") ?? []).toString()).toBe(large);
    expect(sealed(vault, [userOf("b")]).number).toBe(2);
    expect(verdictOf(vault).problem).toBeUndefined();
    vault.close();
  });

  it("refuses to thin out, or does it in part, and ends the work when there is room", () => {
    const vault = newVault();
    for (let day = 0; day < 36; day += 1) {
      const notes = userOf("a", { notes: noise(day, 30_000) });
      sealed(vault, [notes, userOf("b")], { startedAt: dayAt(day), endedAt: dayAt(day) });
    }
    vault.setRetention({ daily: 1, weekly: 0, monthly: 0, floorDays: 30 }, dayAt(36));
    // What a removal needs is a page for its event: the rest gives room.
    vault.setSecret("fills the last page", Buffer.from(noise(1, 8000)));
    leaveRoomFor(0);
    const outcome = attempt(() => thinned(vault, dayAt(36)));
    expect(outcome === undefined || outcome.code === "DISK_FULL").toBe(true);
    expect(verdictOf(vault).problem).toBeUndefined();
    leaveRoomFor(100_000);
    thinned(vault, dayAt(36));
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 30 });
    vault.close();
  });
});

function attempt(work: () => unknown): ReinstateError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof ReinstateError) return error;
    throw error;
  }
}
