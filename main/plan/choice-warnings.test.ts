import { expect, test } from "vitest";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

const [anna, ben, nobody] = [testId("u", 1), testId("u", 2), testId("u", 3)];
const user = (id: string, city: string) => testObject("user", id, { displayName: id, city });
const before = [user(anna, "Kiel"), user(ben, "Kiel")];
const after = [user(anna, "Bonn"), user(ben, "Kiel")];

const warned = (filter: ChangeFilter) =>
  planBetween(before, after, { filter }).warnings.map(({ severity, message }) => `${severity}: ${message}`);

test("ids that name nothing in either state are told, with how many and which", () => {
  expect(warned({ ids: [anna.toUpperCase(), ben] })).toEqual([]);
  expect(warned({ ids: [anna, nobody] })).toEqual([
    `caution: 1 of the 2 ids that were asked for names nothing, neither in the snapshot nor now: ${nobody}.`,
  ]);
  const [many] = warned({ ids: ["a", "b", "c", "d", "e", "f", "g"] });
  expect(many).toContain("7 of the 7 ids that were asked for name nothing");
  expect(many).toContain("a, b, c, d, e and 2 more.");
});

test("attributes in which nothing differs are told", () => {
  expect(warned({ attributes: ["city"] })).toEqual([]);
  expect(warned({ attributes: ["city", "nosuch"] })).toEqual([
    expect.stringContaining("caution: Of what was chosen, nothing differs in nosuch."),
  ]);
});
