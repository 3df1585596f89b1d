import { expect, it, vi } from "vitest";
import { gridSections } from "./grid-sections.ts";

it("shares rows between headings and items, and gives none to what is folded away", () => {
  const onFold = vi.fn();
  const [first, folded, last] = [
    { label: "first", count: 2, open: true },
    { label: "folded", count: 50_000, open: false },
    { label: "last", count: 1, open: true },
  ];
  const rows = gridSections([first, folded, last], onFold);
  expect(rows.rowCount).toBe(6);
  expect([0, 1, 2, 3, 4, 5].map(rows.itemAt)).toEqual([undefined, 0, 1, undefined, undefined, 50_002]);
  expect([0, 1, 3, 4].map(rows.sectionAt)).toEqual([first, undefined, folded, last]);
  expect([1, 7, 50_002].map(rows.rowOf)).toEqual([2, undefined, 5]);
  rows.fold(3);
  rows.fold(0, true);
  rows.fold(1);
  expect(onFold.mock.calls).toEqual([
    [1, true],
    [0, true],
  ]);
});
