import { afterEach, describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import {
  dayAt,
  groupOf,
  guidOf,
  newVault,
  origin,
  removeFolders,
  sealed,
  thinned,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";
import type { CheckVerdict, Vault } from "./vault.ts";

afterEach(() => removeFolders());

function people(state: string): readonly DirectoryObject[] {
  const users = Array.from({ length: 400 }, (_, index) => userOf(guidOf(index), { state: `${state} ${index}` }));
  return [...users, groupOf("all", Array.from({ length: 900 }, (_, index) => guidOf(index)).sort())];
}

/** Six days' snapshots, of which the older ones may be thinned out. */
function vaultOfDays(): Vault {
  const vault = newVault();
  for (let day = 0; day < 6; day += 1) {
    const at = dayAt(day);
    sealed(vault, people(`day ${day}`), { startedAt: at, endedAt: at });
  }
  return vault;
}

/** Everything that a vault may be asked to do while it is checked. */
const meanwhile: Readonly<Record<string, (vault: Vault) => void>> = {
  "a snapshot is sealed": (vault) => void sealed(vault, people("meanwhile")),
  "a snapshot of new types is sealed": (vault) => void sealed(vault, [{ ...userOf("app"), type: "application" }]),
  "a seal puts packs down and is given up": (vault) => {
    const seal = vault.beginSnapshot({ startedAt: dayAt(6), origin });
    seal.add(Array.from({ length: 40 }, (_, index) => userOf(`large-${index}`, { text: noise(index) })));
    seal.abandon();
  },
  "snapshots are thinned out": (vault) => {
    vault.setRetention({ daily: 1, weekly: 0, monthly: 0, floorDays: 30 }, dayAt(6));
    for (let day = 60; day < 95; day += 1)
      sealed(vault, people("late"), { startedAt: dayAt(day), endedAt: dayAt(day) });
    expect(thinned(vault, dayAt(95))?.removed.length).toBeGreaterThan(0);
  },
  "a secret is kept": (vault) => vault.setSecret("anything", Buffer.from("words")),
};

/** Does not compress. */
function noise(seed: number): string {
  let state = seed + 1;
  return Array.from({ length: 60_000 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return String.fromCharCode(33 + (state % 90));
  }).join("");
}

/** Runs the check up to this many steps, does the work, and goes on. */
function checkedAround(vault: Vault, steps: number, work: () => void): CheckVerdict {
  const check = vault.check();
  for (let step = 0; ; step += 1) {
    if (step === steps) work();
    const next = check.next();
    if (next.done === true) return next.value;
  }
}

describe("a check", () => {
  // Six weeks of snapshots, as thinning out needs them, take their time: once is enough.
  const stepsOf = (name: string) => (name === "snapshots are thinned out" ? [3] : [1, 3, 7]);
  it.each(Object.keys(meanwhile).flatMap((name) => stepsOf(name).map((steps) => [name, steps] as const)))(
    "proves the vault as it was while %s, at step %i",
    (name, steps) => {
      const vault = vaultOfDays();
      const verdict = checkedAround(vault, steps, () => meanwhile[name]?.(vault));
      expect(verdict).toMatchObject({ ok: true, snapshots: 6 });
      expect(verdictOf(vault)).toMatchObject({ ok: true });
    },
  );

  it("proves a vault whose next snapshot is half put down", () => {
    const vault = vaultOfDays();
    const seal = vault.beginSnapshot({ startedAt: dayAt(6), origin });
    seal.add(Array.from({ length: 40 }, (_, index) => userOf(`large-${index}`, { text: noise(index) })));
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 6 });
    seal.abandon();
  });

  it("that is stopped in between lets go of the file", () => {
    const vault = vaultOfDays();
    const check = vault.check();
    check.next();
    check.next();
    check.return?.({ ok: true, snapshots: 0, bytes: 0 });
    sealed(vault, people("after"));
    expect(vault.copySource().settle()).toBe(true);
  });

  it("says nothing of a vault that is closed meanwhile", () => {
    const vault = vaultOfDays();
    const check = vault.check();
    check.next();
    vault.close();
    expect(() => check.next()).toThrow(/closed while it was being checked/);
  });
});
