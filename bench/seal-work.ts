import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { isVaultFolder } from "../main/vault/is-vault-folder.ts";
import { openVault } from "../main/vault/open-vault.ts";
import type { Vault } from "../main/vault/vault.ts";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import { changeEveryUser, makeWork, type Work, workOf } from "./make-work.ts";
import { type Measured, measure, type Row, sizeRow, timeRow } from "./measure.ts";
import { auditOf, createBenchVault, passphrase, seal, settle } from "./sealing.ts";

/*
 * What sealing costs, in a process of its own: both states in full; delta rounds over a copy of the vault as it was after
 * the first; or a third state in which every user differs. Prints rows as JSON.
 */

const { values } = parseArgs({
  options: {
    folder: { type: "string", default: "" },
    users: { type: "string", default: "100000" },
    part: { type: "string", default: "full" },
  },
});

interface State {
  readonly objects: readonly DirectoryObject[];
  /** Those that the audit log has records of. */
  readonly changed: readonly DirectoryObject[];
}

/** Longer than the collector's own threads go on after it: they would take the second processor, which a seal has use for. */
const restMs = 500;
const afterFirst = join(values.folder, "after-first");
const vault = open(values.part === "delta" ? afterFirst : values.folder);
try {
  process.stdout.write(JSON.stringify(await rowsOf(vault, makeWork(workOf(Number(values.users))))));
} finally {
  vault.close();
}

async function rowsOf(into: Vault, { first, second, changed }: Work): Promise<readonly Row[]> {
  switch (values.part) {
    case "full":
      return [...(await firstRows(into, first)), ...(await secondRows(into, { objects: second, changed }))];
    case "delta":
      return deltaRows(into, changed, othersOf(first, changed));
    default:
      return everyRows(into, everyUser(second));
  }
}

function open(folder: string): Vault {
  return isVaultFolder(folder) ? openVault({ folder, passphrase }) : createBenchVault(folder);
}

async function firstRows(open: Vault, objects: readonly DirectoryObject[]): Promise<readonly Row[]> {
  const first = await measureAlone(() => seal(open, objects));
  settle(open);
  copyVault();
  return [timeRow("seal the first snapshot", 2000, first), sizeRow("  on disk", 20, open.description.bytes)];
}

async function secondRows(open: Vault, { objects, changed }: State): Promise<readonly Row[]> {
  const before = open.description.bytes;
  const audit = auditOf(open, changed);
  const second = await measureAlone(() => seal(open, objects, { audit }));
  settle(open);
  const added = open.description.bytes - before;
  return [timeRow("seal the second, full read", 1500, second), sizeRow("  added", 0.5, added)];
}

/** First as a process that has just begun does it, then with others as one does that has sealed before: the middle one of three. */
async function deltaRows(open: Vault, changed: readonly DirectoryObject[], others: Others): Promise<readonly Row[]> {
  const begun = await deltaRound(open, changed);
  const rounds: Measured<unknown>[] = [];
  for (const objects of others) rounds.push(await deltaRound(open, objects));
  const full = openVault({ folder: values.folder, passphrase, readOnly: true });
  const expected = full.snapshots()[1]?.root;
  full.close();
  if (begun.result.root !== expected) throw new Error("the delta round and the full read give other roots");
  const [, middle = begun] = rounds.toSorted((one, other) => one.milliseconds - other.milliseconds);
  return [
    timeRow("seal the second, delta round", 150, middle),
    timeRow("  in a process that has just begun", 150, begun),
  ];
}

async function deltaRound(open: Vault, objects: readonly DirectoryObject[]) {
  const audit = auditOf(open, objects);
  const measured = await measureAlone(() => seal(open, objects, { isDelta: true, audit }));
  settle(open);
  return measured;
}

function copyVault(): void {
  mkdirSync(afterFirst);
  for (const name of readdirSync(values.folder, { withFileTypes: true }))
    if (name.isFile()) copyFileSync(join(values.folder, name.name), join(afterFirst, name.name));
}

/** What the reports of all users are read from. */
function everyRows(open: Vault, { objects, changed }: State): readonly Row[] {
  seal(open, objects, { audit: auditOf(open, changed) });
  return [];
}

/** What made the work is not what sealing it costs. */
async function measureAlone<Result>(work: () => Result): Promise<Measured<Result>> {
  globalThis.gc?.();
  await setTimeout(restMs);
  return measure(work);
}

type Others = readonly (readonly DirectoryObject[])[];

/** Three times as many others, each different: what came before them lies in almost every pack. */
function othersOf(first: readonly DirectoryObject[], changed: readonly DirectoryObject[]): Others {
  const ids = new Set(changed.map(({ id }) => id));
  const others = changeEveryUser(first).filter(({ type, id }) => type === "user" && !ids.has(id));
  const every = Math.max(3, Math.floor(others.length / changed.length));
  return [0, 1, 2].map((offset) => others.filter((_, index) => index % every === offset).slice(0, changed.length));
}

function everyUser(second: readonly DirectoryObject[]): State {
  const objects = changeEveryUser(second);
  return { objects, changed: objects.filter(({ type }) => type === "user") };
}
