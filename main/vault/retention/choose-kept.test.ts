import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultRetention, leastFloorDays, type RetentionPolicy } from "../../../preload/contract/retention.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { dayAt, origin, proof } from "../testing/scratch-vault.ts";
import { chooseKept } from "./choose-kept.ts";
import { snapshotDays } from "./snapshot-days.ts";

const least: RetentionPolicy = { daily: 1, weekly: 0, monthly: 0, floorDays: leastFloorDays };

type Taken = Pick<SnapshotRecord, "endedAt"> & Partial<Pick<SnapshotRecord, "complete" | "origin">>;

function recordsOf(taken: readonly Taken[]): readonly SnapshotRecord[] {
  return taken.map(
    (each, index) =>
      ({
        number: index + 1,
        startedAt: each.endedAt,
        complete: true,
        origin,
        types: { user: { ...proof, complete: each.complete ?? true } },
        ...each,
      }) as unknown as SnapshotRecord,
  );
}

function daily(count: number): readonly SnapshotRecord[] {
  return recordsOf(Array.from({ length: count }, (_, day) => ({ endedAt: dayAt(day) })));
}

function choose(
  records: readonly SnapshotRecord[],
  now: string,
  policy = least,
  recovered: ReadonlySet<number> = new Set(),
) {
  const days = snapshotDays(records);
  return chooseKept({ records, policy, floorDays: policy.floorDays, days, recovered, now });
}

describe("what stays of a vault's snapshots", () => {
  it("is all of them within the floor, and what the policy counts beyond", () => {
    const { removed, kept } = choose(daily(40), dayAt(39));
    expect(removed).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(kept.get(40)).toEqual(["newest", "floor", "daily"]);
  });

  it("is one a day, a week and a month as far back as the policy says", () => {
    const { kept } = choose(daily(800), dayAt(799), defaultRetention);
    const of = (reason: string) =>
      [...kept.values()].filter((reasons) => reasons.some((each) => each === reason)).length;
    expect([of("daily"), of("weekly"), of("monthly")]).toEqual([90, 52, 27]);
  });

  it("is the complete one of a day, and the one that was asked for rather than a report's checkpoint", () => {
    const taken = [
      { endedAt: "2026-08-01T01:00:00Z" },
      { endedAt: "2026-08-01T02:00:00Z", complete: false },
      { endedAt: "2026-08-01T03:00:00Z", origin: { ...origin, kind: "checkpoint" as const } },
    ];
    const later = Array.from({ length: 30 }, (_, day) => ({ endedAt: dayAt(day + 1) }));
    const { removed } = choose(recordsOf([...taken, ...later]), dayAt(31), { ...least, daily: 40 });
    expect(removed).toEqual([2, 3]);
  });

  it("includes the last complete one of a type, however long ago, imports, and what a recovery went back to", () => {
    const taken = Array.from({ length: 60 }, (_, day) => ({ endedAt: dayAt(day), complete: day < 5 }));
    const withImport = taken.map((each, day) =>
      day === 2 ? { ...each, origin: { ...origin, kind: "import" as const } } : each,
    );
    const { kept } = choose(recordsOf(withImport), dayAt(60), least, new Set([2]));
    expect([kept.get(5), kept.get(3), kept.get(2)]).toEqual([["newest"], ["import"], ["recovery"]]);
  });
});

describe("a clock that jumps", () => {
  it("by years ahead ages nothing: only days with snapshots do", () => {
    const records = recordsOf([...daily(20), { endedAt: "2036-01-01T00:00:00Z" }]);
    expect(choose(records, "2046-01-01T00:00:00Z").removed).toEqual([]);
  });

  it("by years back makes everything young", () => {
    const records = recordsOf([...daily(60), { endedAt: "2016-01-01T00:00:00Z" }]);
    expect(choose(records, "2016-01-01T00:00:00Z").removed).toEqual([]);
  });

  it("in imported snapshots ages nothing either", () => {
    const imports = Array.from({ length: 60 }, (_, day) => ({
      endedAt: dayAt(day + 10),
      origin: { ...origin, kind: "import" as const },
    }));
    expect(choose(recordsOf([...daily(9), ...imports]), dayAt(500)).removed).toEqual([]);
  });
});

const taken = fc.record({
  jump: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.integer({ min: -4000, max: 4000 })),
  complete: fc.boolean(),
  kind: fc.constantFrom("capture", "checkpoint", "import"),
});
const policies = fc.record({
  daily: fc.integer({ min: 1, max: 20 }),
  weekly: fc.nat(8),
  monthly: fc.nat(8),
  floorDays: fc.integer({ min: leastFloorDays, max: 60 }),
});

it("never goes inside the floor, whatever the clock did", () => {
  fc.assert(
    fc.property(
      fc.array(taken, { maxLength: 150 }),
      policies,
      fc.integer({ min: -4000, max: 4000 }),
      (steps, policy, late) => {
        let day = 0;
        const records = recordsOf(
          steps.map(({ jump, complete, kind }) => {
            day += jump;
            return { endedAt: dayAt(day), complete, origin: { ...origin, kind } };
          }),
        );
        const { removed } = choose(records, dayAt(day + late), policy);
        for (const number of removed) {
          const own = records.filter((record) => record.number > number && record.origin.kind !== "import");
          expect(new Set(own.map(({ endedAt }) => endedAt.slice(0, endedAt.indexOf("T")))).size).toBeGreaterThanOrEqual(
            30,
          );
          expect(Date.parse(dayAt(day + late)) - Date.parse(records[number - 1]?.endedAt ?? "")).toBeGreaterThanOrEqual(
            30 * 86_400_000,
          );
        }
      },
    ),
  );
});
