import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { changesBetween } from "../main/flows/report.ts";
import { createVault } from "../main/vault/create-vault.ts";
import type { SnapshotHeader, Vault } from "../main/vault/vault.ts";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import type { SnapshotRecord, TypeProof } from "../preload/contract/snapshot.ts";
import { workOf } from "./make-work.ts";
import { readLines } from "./read-lines.ts";

/** In the order of growth.ts's columns. */
export type GrowthRow = readonly number[];

const { values } = parseArgs({ options: { users: { type: "string", default: "10000" } } });
const work = workOf(Number(values.users));
const types = ["user", "group", "application"] as const;
const folder = mkdtempSync(join(tmpdir(), "reinstate-growth-"));
const proof: TypeProof = {
  promised: null,
  read: 0,
  pages: 1,
  complete: true,
  selected: ["description"],
  links: [],
  mode: "full",
  deletedItemsRead: true,
};
let day = 1;

try {
  process.stdout.write(JSON.stringify(row()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function row(): GrowthRow {
  const tenant = { tenantId: "00000000-0000-0000-0000-000000000001", tenantName: "Contoso" };
  mkdirSync(join(folder, "vault"));
  const vault = createVault({
    folder: join(folder, "vault"),
    ...tenant,
    passphrase: "bench",
    now: nextDay(),
    passphraseCost: 1024,
  });
  const [one, other] = [written(false), written(true)];
  const parsing = timed(() => countOf(readLines(one)));
  const parsingMemory = process.resourceUsage().maxRSS / 1000;
  const first = timed(() => seal(vault, readLines(one)));
  const second = timed(() => seal(vault, readLines(other)));
  const changed = [...changedOf(readLines(one))];
  const delta = timed(() => seal(vault, changed, { basedOn: { snapshotNumber: 2, types } }));
  const [from, to] = vault.snapshots();
  const report = timed(() => countOf(changesBetween(vault, from as SnapshotRecord, to as SnapshotRecord)));
  const check = timed(() => mustProve(vault));
  const { bytes } = vault.description;
  vault.close();
  const memory = process.resourceUsage().maxRSS / 1000;
  return [work.users, parsing, first, second, delta, report, check, bytes / 1e6, parsingMemory, memory];
}

/** A state of the tenant in a file, made by a process of its own. */
function written(isSecond: boolean): string {
  const path = join(folder, isSecond ? "second.jsonl" : "first.jsonl");
  const script = fileURLToPath(new URL("write-work.ts", import.meta.url));
  const state = isSecond ? ["--second"] : [];
  execFileSync(process.execPath, [script, "--users", `${work.users}`, "--to", path, ...state]);
  return path;
}

function seal(
  vault: Vault,
  objects: Iterable<DirectoryObject>,
  { basedOn }: Pick<SnapshotHeader, "basedOn"> = {},
): void {
  const startedAt = nextDay();
  const origin = { kind: "capture", by: "bench", authentication: "none", apiVersion: "v1.0" } as const;
  const begun = vault.beginSnapshot({ startedAt, origin, ...(basedOn === undefined ? {} : { basedOn }) });
  begun.add(objects);
  begun.finish({ endedAt: startedAt, types: Object.fromEntries(types.map((type) => [type, proof])) });
}

/** What a delta round would bring to get back to the first state. */
function* changedOf(objects: Iterable<DirectoryObject>): Generator<DirectoryObject> {
  let index = 0;
  for (const object of objects) if (index++ % 100 === 7) yield object;
}

function mustProve(vault: Vault): void {
  const steps = vault.check();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done !== true) continue;
    if (!step.value.ok) throw new Error(step.value.problem);
    return;
  }
}

function countOf(values: Iterable<unknown>): number {
  let count = 0;
  for (const _ of values) count += 1;
  return count;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function nextDay(): string {
  day += 1;
  return new Date(Date.UTC(2026, 0, day)).toISOString();
}
