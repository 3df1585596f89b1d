import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/known-faults.md"), "utf8");
const rows = [...page.matchAll(/^\| ([A-E]\d+) +\| .* \| `([^`]+)` +\|$/gm)].map(
  ([, fault = "", file = ""]) => [fault, file] as const,
);

it("every test file that the page of known faults names is there", () => {
  const named = [...page.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, file = ""]) => file);
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

it("every fault on it is once in its table and marked in the test that shows it", () => {
  expect(rows.length).toBe([...page.matchAll(/^\| [A-E]\d/gm)].length);
  expect(new Set(rows.map(([fault]) => fault)).size).toBe(rows.length);
  const unmarked = rows.filter(([fault, file]) => !isMarked(fault, readFileSync(join(root, file), "utf8")));
  expect(unmarked).toEqual([]);
});

/** In the name of a test: `(fault C1)`, `(A17, A19)`, `B1, B2: ...`. */
function isMarked(fault: string, source: string): boolean {
  return new RegExp(`["\`(, ]${fault}[),:"\` ]`).test(source);
}

it("the reports, where they are beside the checkout, are all on the page", (context) => {
  const reports = join(root, "../shared/cases/known-faults.md");
  context.skip(!existsSync(reports), "left out: the reports are not beside this checkout");
  const ids = [...readFileSync(reports, "utf8").matchAll(/^\*\*([A-E]\d+) /gm)].map(([, id = ""]) => id);
  expect(ids.length).toBeGreaterThan(60);
  expect(rows.map(([fault]) => fault).sort()).toEqual(ids.sort());
});
