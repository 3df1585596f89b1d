import { expect, it } from "vitest";
import type { SnapshotOrigin } from "../../preload/contract/snapshot.ts";
import { warnOfReaders } from "./warn-of-readers.ts";

function side(number: number, authentication: SnapshotOrigin["authentication"], by = "ada@contoso.com") {
  return { number, origin: { kind: "capture", by, authentication, apiVersion: "v1.0" } } as const;
}

it.each([
  ["delegated", "application"],
  ["application", "delegated"],
] as const)("A13: warns of one side read as %s and the other as %s, naming both readers", (first, second) => {
  const [warning, ...more] = warnOfReaders(side(3, first, "ada@contoso.com"), side(7, second, "b5a1"));
  expect(more).toEqual([]);
  expect(warning).toMatch(/snapshot 3 by an? (person|application), ada@contoso\.com; snapshot 7 by an? \w+, b5a1/u);
  expect(warning).toContain("may be there on both sides");
});

it.each(["delegated", "application", "none"] as const)("says nothing of two sides read as %s", (same) => {
  expect(warnOfReaders(side(1, same), side(2, same, "grace@contoso.com"))).toEqual([]);
});

it.each(["delegated", "application"] as const)("concludes nothing from files beside a side read as %s", (known) => {
  expect(warnOfReaders(side(1, "none", "export"), side(2, known))).toEqual([]);
  expect(warnOfReaders(side(1, known), side(2, "none", "export"))).toEqual([]);
});
