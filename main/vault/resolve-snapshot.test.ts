import { describe, expect, it } from "vitest";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { resolveSnapshot } from "./resolve-snapshot.ts";
import { origin } from "./testing/scratch-vault.ts";

function recordOf(number: number, id: string, endedAt: string, kind: SnapshotRecord["origin"]["kind"] = "capture") {
  const record: SnapshotRecord = {
    id: id.padEnd(64, "0"),
    number,
    tenantId: "t",
    tenantName: "T",
    startedAt: endedAt,
    endedAt,
    previous: null,
    root: "",
    auditRoot: "",
    counts: {},
    types: {},
    complete: true,
    origin: { ...origin, kind },
    signature: "",
  };
  return record;
}

const snapshots = [
  recordOf(1, "aaaa1", "2026-07-01T08:00:00Z"),
  recordOf(2, "aaaa2", "2026-07-02T08:00:00Z"),
  recordOf(3, "bbbb3", "2026-07-03T08:00:00Z"),
  recordOf(4, "cccc4", "2026-07-03T09:00:00Z", "checkpoint"),
  recordOf(5, "dddd5", "2026-07-04T08:00:00Z"),
  recordOf(6, "eeee6", "2026-07-04T10:00:00Z", "checkpoint"),
];

describe("imports", () => {
  const imported = recordOf(7, "ffff7", "2026-06-01T08:00:00Z", "import");

  it("are not the latest of a vault that captures, nor of any time, but have their number", () => {
    const mixed = [...snapshots, imported];
    const named = ["latest", "latest~1", "2026-07-02T09:00Z", "7"].map((text) => resolveSnapshot(mixed, text).number);
    expect(named).toEqual([5, 3, 2, 7]);
  });

  it("are all that a vault of imports has", () => {
    const later = recordOf(8, "ffff8", "2026-07-04T11:00:00Z", "checkpoint");
    expect(resolveSnapshot([imported, later], "latest").number).toBe(7);
  });
});

describe("the snapshot that a person means", () => {
  it.each([
    ["1", 1],
    ["4", 4],
    ["6", 6],
    ["latest", 5],
    ["latest~0", 5],
    ["latest~1", 3],
    ["latest~3", 1],
    ["2026-07-03T08:00:00Z", 3],
    ["2026-07-03T09:30:00Z", 3],
    ["2026-07-03T10:00:00+02:00", 3],
    ["2026-07-03T09:59:59+02:00", 2],
    ["2030-01-01", 5],
    ["bbbb", 3],
    ["BBBB3", 3],
    ["cccc4", 4],
    ["aaaa2", 2],
    ["aaaa1".padEnd(64, "0"), 1],
  ])("%s is snapshot %i", (text, number) => {
    expect(resolveSnapshot(snapshots, text).number).toBe(number);
  });

  it.each([
    ["7", "USAGE_NOT_FOUND"],
    ["0", "USAGE_NOT_FOUND"],
    ["latest~4", "USAGE_NOT_FOUND"],
    ["2026-06-30", "USAGE_NOT_FOUND"],
    ["ffff", "USAGE_NOT_FOUND"],
    ["aaaa", "USAGE_INVALID"],
    ["yesterday", "USAGE_"],
    ["", "USAGE_"],
    ["bbb", "USAGE_"],
    ["-1", "USAGE_"],
    ["latest~-1", "USAGE_"],
    ["2026-99-99", "USAGE_"],
  ])("%j is refused", (text, code) => {
    expect(() => resolveSnapshot(snapshots, text)).toThrow(
      expect.objectContaining({ name: "ReinstateError", code: expect.stringContaining(code) }),
    );
  });

  it("says so when there is none", () => {
    expect(() => resolveSnapshot([], "latest")).toThrow(expect.objectContaining({ code: "USAGE_NOT_FOUND" }));
  });
});
