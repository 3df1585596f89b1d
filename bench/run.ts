import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createVault } from "../main/vault/create-vault.ts";
import { openVault } from "../main/vault/open-vault.ts";
import type { SnapshotHeader, Vault } from "../main/vault/vault.ts";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import type { Plan } from "../preload/contract/plan.ts";
import type { SnapshotRecord, TypeProof } from "../preload/contract/snapshot.ts";
import { copyRows } from "./copy-rows.ts";
import { captureRows, writeRow } from "./limit-rows.ts";
import { makeAudit } from "./make-audit.ts";
import { changeEveryUser, makeWork, type Work, workOf } from "./make-work.ts";
import { engineFlags, measure, type Row, sizeRow, tableOf, timeRow } from "./measure.ts";
import { otherTools } from "./other-tools.ts";
import { measurePlan } from "./plan-row.ts";

/** Prints the numbers of vault, report and plan: what was to be reached, what was measured here. `--others` adds git and restic. */
const { values } = parseArgs({
  options: { users: { type: "string", default: "100000" }, others: { type: "boolean", default: false } },
});
const types = ["user", "group", "application"] as const;
const folder = mkdtempSync(join(tmpdir(), "reinstate-bench-"));
let day = 1;

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
  if (values.others) for (const line of otherTools(work)) console.log(line);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(work: Work): Promise<readonly Row[]> {
  const sealing = sealInto(
    createVault({
      folder,
      tenantId: "00000000-0000-0000-0000-000000000001",
      tenantName: "Contoso",
      passphrase: "bench",
      now: nextDay(),
      passphraseCost: 1024,
    }),
    (vault) => sealRows(vault, work),
  );
  const reading = readRows();
  const every = changeEveryUser(work.second);
  const users = every.filter(({ type }) => type === "user");
  sealInto(openVault({ folder, passphrase: "bench" }), (vault) => seal(vault, every, { changed: users }));
  const { plan, row } = measurePlan(work.first, changeEveryUser(work.first), proofOf(work.first, "user"));
  return [...sealing, ...reading, ...readRows(), row, ...(await copyingRows(work)), ...(await limitRows(plan))];
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
  const vault = openVault({ folder, passphrase: "bench" });
  const snapshotNumber = vault.snapshots().length;
  try {
    return await copyRows(vault, () => void seal(vault, changed, { basedOn: { snapshotNumber, types }, changed }));
  } finally {
    vault.close();
  }
}

function sealInto<Result>(vault: Vault, work: (vault: Vault) => Result): Result {
  try {
    return work(vault);
  } finally {
    vault.close();
  }
}

/** Reads the closed vault in a process of its own. */
function readRows(): readonly Row[] {
  const script = fileURLToPath(new URL("read-vault.ts", import.meta.url));
  return JSON.parse(
    execFileSync(process.execPath, [...engineFlags, script, "--folder", folder], { encoding: "utf8" }),
  ) as Row[];
}

function sealRows(vault: Vault, work: Work): readonly Row[] {
  const first = measure(() => seal(vault, work.first));
  settle(vault);
  const afterFirst = vault.description.bytes;
  const second = measure(() => seal(vault, work.second, { changed: work.changed }));
  settle(vault);
  const added = vault.description.bytes - afterFirst;
  seal(vault, work.first);
  settle(vault);
  const delta = measure(() =>
    seal(vault, work.changed, { basedOn: { snapshotNumber: 3, types }, changed: work.changed }),
  );
  if (delta.result.root !== second.result.root) throw new Error("the delta round and the full read give other roots");
  return [
    timeRow("seal the first snapshot", 2000, first),
    sizeRow("  on disk", 20, afterFirst),
    timeRow("seal the second, full read", 1500, second),
    sizeRow("  added", 0.5, added),
    timeRow("seal the second, delta round", 150, delta),
  ];
}

/** As the product does after each snapshot, when nobody waits for it: what was sealed is brought into the one file. */
function settle(vault: Vault): void {
  if (!vault.copySource().settle()) throw new Error("somebody reads the vault");
}

interface SealChoices {
  readonly basedOn?: SnapshotHeader["basedOn"];
  /** Those that the audit log has records of. */
  readonly changed?: readonly DirectoryObject[];
}

function seal(
  vault: Vault,
  objects: readonly DirectoryObject[],
  { basedOn, changed }: SealChoices = {},
): SnapshotRecord {
  const startedAt = nextDay();
  const origin = { kind: "capture", by: "bench", authentication: "none", apiVersion: "v1.0" } as const;
  const begun = vault.beginSnapshot({ startedAt, origin, ...(basedOn === undefined ? {} : { basedOn }) });
  begun.add(objects);
  begun.addAuditRecords(makeAudit(changed ?? [], startedAt));
  return begun.finish({
    endedAt: startedAt,
    types: Object.fromEntries(types.map((type) => [type, proofOf(objects, type)])),
  });
}

function proofOf(objects: readonly DirectoryObject[], type: string): TypeProof {
  const sample = objects.find((object) => object.type === type);
  return {
    promised: null,
    read: objects.length,
    pages: 1,
    complete: true,
    selected: Object.keys(sample?.properties ?? {}),
    links: Object.keys(sample?.links ?? {}),
    mode: "full",
    deletedItemsRead: true,
  };
}

function nextDay(): string {
  day += 1;
  return new Date(Date.UTC(2026, 0, day)).toISOString();
}
