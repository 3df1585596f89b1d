import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readIds, writeIds } from "./id-block.ts";
import { IdTable } from "./id-table.ts";

const guid = fc.uuid();
/** Ids that are almost GUIDs are ids like any other: nothing of them may be lost. */
const nearGuid = guid.chain((id) =>
  fc.constantFrom(
    id.toUpperCase(),
    id.replaceAll("-", ""),
    `${id} `,
    id.replace("-", "_"),
    `${id.slice(0, 35)}é`,
    `${id.slice(0, 35)}g`,
  ),
);
const anyId = fc.oneof(
  guid,
  nearGuid,
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("", "__proto__", "0", "\ud800"),
);
const anyIds = fc.array(anyId, { maxLength: 60 });

function tableOf(ids: readonly string[]): IdTable {
  const table = new IdTable();
  for (const id of ids) table.add(id);
  return table;
}

describe("numbers for ids", () => {
  it("count up, stay, and lead back to each id's own text", () => {
    fc.assert(
      fc.property(anyIds, (ids) => {
        const table = tableOf(ids);
        const distinct = [...new Set(ids)];
        expect(table.count).toBe(distinct.length);
        expect(distinct.map((_id, number) => table.idOf(number))).toEqual(distinct);
        expect(distinct.map((id) => table.numberOf(id))).toEqual([...distinct.keys()]);
        expect(ids.map((id) => table.add(id))).toEqual(ids.map((id) => distinct.indexOf(id)));
        expect(table.idOf(distinct.length)).toBeUndefined();
      }),
    );
  });

  it("are the same when they were stored and read, in one block or two", () => {
    fc.assert(
      fc.property(anyIds, anyIds, (first, second) => {
        const table = tableOf(first);
        const start = table.count;
        const [guids, others] = writeIds(table, 0);
        for (const id of second) table.add(id);
        const more = writeIds(table, start);
        const read = new IdTable();
        readIds(guids, others, read);
        readIds(more[0], more[1], read);
        const numbers = [...Array(table.count).keys()];
        expect(numbers.map((number) => read.idOf(number))).toEqual(numbers.map((number) => table.idOf(number)));
        expect(numbers.map((number) => read.numberOf(table.idOf(number) ?? ""))).toEqual(numbers);
      }),
    );
  });

  it("are forgotten from one number on, and given again", () => {
    fc.assert(
      fc.property(anyIds, anyIds, (kept, forgotten) => {
        const table = tableOf([...kept, ...forgotten]);
        const count = new Set(kept).size;
        table.cutTo(count);
        expect(table.count).toBe(count);
        for (const id of forgotten) if (!kept.includes(id)) expect(table.numberOf(id)).toBeUndefined();
        expect(kept.map((id) => table.idOf(table.numberOf(id) ?? -1))).toEqual(kept);
        expect(table.add("something new")).toBe(count);
      }),
    );
  });

  it("stand in the order of their texts", () => {
    fc.assert(
      fc.property(anyIds, (ids) => {
        const table = tableOf(ids);
        const byNumber = [...Array(table.count).keys()].sort((one, other) => table.compare(one, other));
        expect(byNumber.map((number) => table.idOf(number))).toEqual([...new Set(ids)].sort());
      }),
    );
  });

  it("are found among a hundred thousand", () => {
    const ids = Array.from({ length: 100_000 }, (_, place) => {
      const digits = place.toString(16).padStart(8, "0");
      return `${digits}-0000-4000-8000-${digits.padStart(12, "0")}`;
    });
    const table = tableOf(ids);
    expect(ids.findIndex((id, number) => table.numberOf(id) !== number || table.idOf(number) !== id)).toBe(-1);
  });
});
