import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "./catalogue.ts";
import { notCaptured, notCapturedLine } from "./not-captured.ts";

it.each(objectTypes)("says of %s what lists do not give although the catalogue could write it", (type) => {
  const rules = Object.entries(definitionOf(type).properties);
  const unread = rules.flatMap(([name, { notOnList }]) => (notOnList === true ? [name] : []));
  const told = (notCaptured[type] ?? []).flatMap(({ names }) => names);
  expect(unread.filter((name) => !told.includes(name))).toEqual([]);
});

it("is one line a type, with why", () => {
  expect(notCapturedLine("application")).toMatch(
    /^Never captured: token, .*app management policies \(Reinstate does not/u,
  );
  expect(notCapturedLine("namedLocation")).toBeUndefined();
});

it("is what the page about connecting says, row by row", () => {
  const page = readFileSync(new URL("../../docs/connect-a-tenant.md", import.meta.url), "utf8");
  const [, section = ""] = page.split("\n### What is not captured\n");
  const rows = (section.split("\n#")[0] ?? "").split("\n").filter((line) => line.startsWith("|"));
  const cells = rows.slice(2).map((row) =>
    row
      .split("|")
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
  const expected = objectTypes.flatMap((type) =>
    (notCaptured[type] ?? []).map(({ what, because }) => [definitionOf(type).plural, what, because]),
  );
  expect(cells).toEqual(expected);
});
