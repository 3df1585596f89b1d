import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const [above = "", below = ""] = readFileSync(join(root, "docs/threat-model.md"), "utf8").split("\n## ");
const rows = above.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:attacker|-)/u.test(line));
const cells = rows.map((row) => row.split(/(?<!\\)\|/u).map((cell) => cell.trim()));

it("every attacker of the threat model has what stops them, and a test that shows it", () => {
  expect(rows.length).toBeGreaterThan(18);
  for (const [, attacker = "", stopped = "", shown = "", ...beyond] of cells) {
    // What stands behind the last column is not shown by whatever renders the page.
    expect(beyond, attacker).toEqual([""]);
    expect([attacker, stopped].map((words) => words.length > 20)).toEqual([true, true]);
    expect([...shown.matchAll(/`[\w./-]+\.test\.tsx?`/gu)], attacker).not.toEqual([]);
  }
});

it("every file that it names is there", () => {
  const named = [...`${above}${below}`.matchAll(/`([\w./-]+\.(?:tsx?|md|yml))`/gu)].map(([, file = ""]) => file);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
