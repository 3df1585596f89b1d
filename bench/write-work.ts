import { closeSync, openSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { streamWork, workOf } from "./make-work.ts";

/** Writes one state of a made-up tenant as JSON lines, so that whoever measures need not hold what made it. */
const { values } = parseArgs({
  options: {
    users: { type: "string", default: "10000" },
    to: { type: "string" },
    second: { type: "boolean", default: false },
  },
});
if (values.to === undefined) throw new Error("--to FILE is missing");
const file = openSync(values.to, "wx");
let lines = "";
for (const object of streamWork(workOf(Number(values.users)), values.second)) {
  lines += `${JSON.stringify(object)}\n`;
  if (lines.length < 1_000_000) continue;
  writeSync(file, lines);
  lines = "";
}
writeSync(file, lines);
closeSync(file);
