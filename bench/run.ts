import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openVault } from "../main/vault/open-vault.ts";
import type { Plan } from "../preload/contract/plan.ts";
import { copyRows } from "./copy-rows.ts";
import { captureRows, writeRow } from "./limit-rows.ts";
import { changeEveryUser, makeWork, type Work, workOf } from "./make-work.ts";
import { engineFlags, type Row, tableOf } from "./measure.ts";
import { otherTools } from "./other-tools.ts";
import { measurePlan } from "./plan-row.ts";
import { auditOf, passphrase, proofOf, seal } from "./sealing.ts";

/** Prints the numbers of vault, report and plan: what was to be reached, what was measured here. `--others` adds git and restic. */
const { values } = parseArgs({
  options: { users: { type: "string", default: "100000" }, others: { type: "boolean", default: false } },
});
const folder = mkdtempSync(join(tmpdir(), "reinstate-bench-"));

try {
  const work = makeWork(workOf(Number(values.users)));
  const bytes = work.first.reduce((sum, object) => sum + Buffer.byteLength(JSON.stringify(object)), 0);
  const load = loadavg()[0] ?? 0;
  console.log(
    `${work.first.length} objects, ${Math.round(bytes / 1e6)} MB of JSON, ${work.changed.length} changed; ` +
      `Node ${process.version}, ${availableParallelism()} processors, load ${load.toFixed(1)}`,
  );
  const rows = await run(work);
  console.log(tableOf(rows));
  if (values.others) for (const line of otherTools(work, rows)) console.log(line);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(work: Work): Promise<readonly Row[]> {
  const sealing = ["full", "delta"].flatMap(sealRows);
  const reading = readRows();
  const together = rowsFrom("together.ts", "--users", values.users);
  sealRows("every");
  const { plan, row } = measurePlan(work.first, changeEveryUser(work.first), proofOf(work.first, "user"));
  return [
    ...sealing,
    ...reading,
    ...together,
    ...readRows(),
    row,
    ...(await copyingRows(work)),
    ...(await limitRows(plan)),
  ];
}

/** In virtual time, with the real client, capture and apply. */
async function limitRows(plan: Plan): Promise<readonly Row[]> {
  const users = Number(values.users);
  return [
    ...(await captureRows(1000)),
    ...(await captureRows(users)),
    ...(await captureRows(users * 10, users)),
    await writeRow(plan),
    await writeRow(plan, 1500),
  ];
}

async function copyingRows({ changed }: Work): Promise<readonly Row[]> {
  const vault = openVault({ folder, passphrase });
  try {
    return await copyRows(vault, () => void seal(vault, changed, { isDelta: true, audit: auditOf(vault, changed) }));
  } finally {
    vault.close();
  }
}

function sealRows(part: string): readonly Row[] {
  return rowsFrom("seal-work.ts", "--users", values.users, "--part", part);
}

/** Reads the closed vault. */
function readRows(): readonly Row[] {
  return rowsFrom("read-vault.ts");
}

/** In a process of its own. */
function rowsFrom(script: string, ...args: readonly string[]): readonly Row[] {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const words = [...engineFlags, "--expose-gc", file, "--folder", folder, ...args];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" })) as Row[];
}
