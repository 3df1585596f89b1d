import { describe, expect, it } from "vitest";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { ObjectHistory } from "../../../preload/contract/views.ts";
import { fakeChange } from "../../testing/fake-changes.ts";
import { fakeTimeline } from "../../testing/fake-timeline.ts";
import { historyItems } from "./history-items.ts";

const records = fakeTimeline(8, 10, Date.parse("2026-11-25T04:30:00Z"));
const side = (number: number) => ({ snapshot: number, endedAt: (records[number - 1] as SnapshotRecord).endedAt });

interface Told {
  readonly first: number;
  readonly changes: readonly (readonly [number, number, "added" | "modified" | "removed"])[];
  readonly unknown?: readonly number[];
}

function outline({ first, changes, unknown = [] }: Told): readonly string[] {
  const history: ObjectHistory = {
    type: "user",
    id: "a",
    name: "A",
    first: side(first),
    entries: changes.map(([from, to, kind]) => {
      return { from: side(from), to: side(to), change: { ...fakeChange(0), kind }, names: {}, warnings: [] };
    }),
    unknown: unknown.map((snapshot) => ({ snapshot, reason: `no ${snapshot}` })),
  };
  return historyItems(history, records).map((item) => {
    if (item.kind === "change") return `${item.entry.from.snapshot}>${item.entry.to.snapshot}`;
    if (item.kind === "gap")
      return `gap ${item.after?.snapshot ?? "-"}..${item.before?.snapshot ?? "-"} ${item.reasons.join()}`;
    if (item.kind === "same") return `${item.gone ? "gone" : "same"} ${item.first.snapshot}-${item.last.snapshot}`;
    return `first ${item.side.snapshot}`;
  });
}

describe("the items of a history", () => {
  it("are the changes, the latest first, and what stayed in between", () => {
    expect(outline({ first: 1, changes: [[3, 4, "modified"]] })).toEqual(["same 5-8", "3>4", "same 2-3", "first 1"]);
  });

  it("begin with its arrival where that was seen, and say nothing of the time before", () => {
    expect(
      outline({
        first: 4,
        changes: [
          [3, 4, "added"],
          [6, 7, "removed"],
        ],
      }),
    ).toEqual(["gone 8-8", "6>7", "same 5-6", "3>4"]);
  });

  it("put what is not known between the snapshots that know, and at both ends", () => {
    expect(outline({ first: 2, changes: [[3, 6, "modified"]], unknown: [1, 4, 5, 8] })).toEqual([
      "gap 7..- no 8",
      "same 7-7",
      "3>6",
      "gap 3..6 no 4,no 5",
      "same 3-3",
      "first 2",
      "gap -..2 no 1",
    ]);
  });
});
