import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { GrowthRow } from "./grow-vault.ts";
import { engineFlags } from "./measure.ts";

/** Prints how each time grows with the tenant, 10,000 to 1,000,000 users, each size in a process of its own. */
const { values } = parseArgs({ options: { sizes: { type: "string", default: "10000,100000,1000000" } } });
const script = fileURLToPath(new URL("grow-vault.ts", import.meta.url));
const columns = [
  "users",
  "parsing",
  "first",
  "second",
  "delta",
  "report",
  "check",
  "MB disk",
  "MB parsing",
  "MB memory",
] as const;

console.log(columns.map((name) => name.padStart(11)).join(""));
for (const users of values.sizes.split(",")) {
  const output = execFileSync(process.execPath, [...engineFlags, script, "--users", users], { encoding: "utf8" });
  const row = JSON.parse(output) as GrowthRow;
  console.log(row.map((value) => Math.round(value).toLocaleString("en-GB").padStart(11)).join(""));
}
console.log(
  "Milliseconds; parsing the objects, as Graph's answers are parsed, is part of first and second. Memory: the largest that the process had, while only parsing and in all.",
);
