import { expect, it } from "vitest";
import { RowPlaces } from "./row-places.ts";

const rowsIn = (placed: ReturnType<RowPlaces["stand"]>) => placed.map(({ place, row }) => `${place}:${row}`).join(" ");

it("draws rows that come in the places of those that go, and moves no other", () => {
  const places = new RowPlaces();
  expect(rowsIn(places.stand([0, 1, 2, 3]))).toBe("0:0 1:1 2:2 3:3");
  expect(rowsIn(places.stand([2, 3, 4, 5]))).toBe("0:4 1:5 2:2 3:3");
  expect(rowsIn(places.stand([2, 3, 4, 5]))).toBe("0:4 1:5 2:2 3:3");
  expect(rowsIn(places.stand([90_000, 90_001, 90_002]))).toBe("0:90000 1:90001 2:90002");
});

it("makes places for more rows and lets go of those that nobody needs", () => {
  const places = new RowPlaces();
  places.stand([0, 1]);
  expect(rowsIn(places.stand([1, 2, 3, 4]))).toBe("0:2 1:1 2:3 3:4");
  expect(rowsIn(places.stand([4]))).toBe("3:4");
  expect(rowsIn(places.stand([4, 5]))).toBe("3:4 4:5");
});

it("stands in the order of the rows once it is tidied", () => {
  const places = new RowPlaces();
  places.stand([0, 1, 2, 3]);
  expect(places.tidy()).toBe(false);
  places.stand([2, 3, 4, 5]);
  expect(places.tidy()).toBe(true);
  expect(rowsIn(places.stand([2, 3, 4, 5]))).toBe("2:2 3:3 0:4 1:5");
  expect(places.tidy()).toBe(false);
});
