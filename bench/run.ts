import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { definitionOf } from "../main/catalogue/catalogue.ts";
import { compareObjects } from "../main/compare/compare-objects.ts";
import { changesBetween } from "../main/flows/report.ts";
import { createVault } from "../main/vault/create-vault.ts";
import type { SnapshotHeader, Vault } from "../main/vault/vault.ts";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import type { SnapshotRecord, TypeProof } from "../preload/contract/snapshot.ts";
import { makeAudit } from "./make-audit.ts";
import { changeEveryUser, makeWork, type Work, workOf } from "./make-work.ts";
import { measure, type Row, sizeRow, tableOf, timeRow } from "./measure.ts";
import { otherTools } from "./other-tools.ts";
import { planRow } from "./plan-row.ts";

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
  const rows = run(work);
  console.log(tableOf(rows));
  if (values.others) for (const line of otherTools(work)) console.log(line);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(work: Work): readonly Row[] {
  const vault = createVault({
    folder,
    tenantId: "00000000-0000-0000-0000-000000000001",
    tenantName: "Contoso",
    passphrase: "bench",
    now: nextDay(),
    passphraseCost: 1024,
  });
  try {
    const rows = [...sealRows(vault, work), ...readRows(vault, work)];
    return [...rows, planRow(work.first, changeEveryUser(work.first), proofOf(work.first, "user"))];
  } finally {
    vault.close();
  }
}

function sealRows(vault: Vault, work: Work): readonly Row[] {
  const first = measure(() => seal(vault, work.first));
  const afterFirst = vault.description.bytes;
  const second = measure(() => seal(vault, work.second, { changed: work.changed }));
  const added = vault.description.bytes - afterFirst;
  seal(vault, work.first);
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

function readRows(vault: Vault, work: Work): readonly Row[] {
  const records = vault.snapshots();
  const small = measure(() => report(vault, records[0], records[1]));
  if (small.result.changes !== work.changed.length) throw new Error(`the report has ${small.result.changes} changes`);
  const check = measure(() => checkAll(vault));
  if (!check.result.ok) throw new Error(check.result.problem);
  const find = measure(() => vault.find(2, "nobody is called this", 10));
  const every = changeEveryUser(work.second);
  const large = seal(vault, every, { changed: every.filter(({ type }) => type === "user") });
  globalThis.gc?.();
  const memoryBefore = process.memoryUsage.rss();
  const compared = measure(() => compareOnly(vault, records[3], large));
  const all = measure(() => report(vault, records[3], large));
  return [
    timeRow(`report of ${small.result.changes} changed objects, with attribution`, 50, small),
    timeRow(`differences of ${compared.result} changed objects`, 1500, compared),
    timeRow(`report of ${all.result.changes} changed objects, with attribution`, 1500, all),
    sizeRow("  memory on top of the work itself", 300, Math.max(0, all.result.peak - memoryBefore)),
    timeRow("check: read every byte and prove it", 1500, check),
    timeRow("find a name that nobody has", 1000, find),
  ];
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

/** All attribute and link changes, without asking who made them. */
function compareOnly(vault: Vault, from: SnapshotRecord | undefined, to: SnapshotRecord): number {
  if (from === undefined) throw new Error("a snapshot is missing");
  let changes = 0;
  for (const { type, before, after } of vault.differences(from.number, to.number)) {
    const context = { definition: definitionOf(type), beforeProof: from.types[type], afterProof: to.types[type] };
    if (compareObjects(before, after, context) !== undefined) changes += 1;
  }
  return changes;
}

/** Streams: no more than one change is held at a time. Attribution included. */
function report(vault: Vault, from: SnapshotRecord | undefined, to: SnapshotRecord | undefined) {
  if (from === undefined || to === undefined) throw new Error("a snapshot is missing");
  let [changes, explained, peak] = [0, 0, 0];
  for (const { attribution } of changesBetween(vault, from, to)) {
    changes += 1;
    if (attribution.status !== "unknown") explained += 1;
    if (changes % 5000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  if (explained === 0) throw new Error("no change was attributed to anybody");
  return { changes, peak };
}

function checkAll(vault: Vault) {
  const steps = vault.check();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function nextDay(): string {
  day += 1;
  return new Date(Date.UTC(2026, 0, day)).toISOString();
}
