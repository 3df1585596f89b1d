import { parseArgs } from "node:util";
import { definitionOf } from "../main/catalogue/catalogue.ts";
import { compareObjects } from "../main/compare/compare-objects.ts";
import { changesBetween } from "../main/flows/report.ts";
import { openVault } from "../main/vault/open-vault.ts";
import type { Vault } from "../main/vault/vault.ts";
import type { SnapshotRecord } from "../preload/contract/snapshot.ts";
import { measure, median, type Row, sizeRow, timeRow } from "./measure.ts";

/*
 * What reading costs, in a process of its own: the work that was sealed is not in its memory, as it is not in the
 * product's. Prints rows as JSON. Snapshots 1 and 2 differ in few objects, 3 and 4 (where they are there) in all users.
 */

const { values } = parseArgs({ options: { folder: { type: "string", default: "" } } });
const vault = openVault({ folder: values.folder, passphrase: "bench" });
try {
  process.stdout.write(JSON.stringify(readRows(vault)));
} finally {
  vault.close();
}

function readRows(open: Vault): readonly Row[] {
  const [first, second, third, fourth] = open.snapshots();
  if (!first || !second) throw new Error("a snapshot is missing");
  return third && fourth ? largeRows(open, third, fourth) : smallRows(open, first, second);
}

function smallRows(open: Vault, from: SnapshotRecord, to: SnapshotRecord): readonly Row[] {
  const small = median(() => report(open, from, to));
  const check = median(() => checkAll(open));
  if (!check.result.ok) throw new Error(check.result.problem);
  const names = measure(() => namesOf(open, to));
  const find = median(() => open.find(2, "nobody is called this", 10));
  return [
    timeRow(`report of ${small.result.changes} changed objects, with attribution`, 50, small),
    timeRow("check: read every byte and prove it", 1500, check),
    timeRow(`names of ${names.result} people in order, the first time`, 1000, names),
    timeRow("find a name that nobody has", 1000, find),
  ];
}

/** What the explorer reads once before its first list. */
function namesOf(open: Vault, { number }: SnapshotRecord): number {
  const steps = open.names(number, "user");
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value.length;
  }
}

function largeRows(open: Vault, from: SnapshotRecord, to: SnapshotRecord): readonly Row[] {
  const compared = measure(() => compareOnly(open, from, to));
  const large = measure(() => report(open, from, to));
  return [
    timeRow(`report of ${compared.result.changes} changed objects, without attribution`, 1500, compared),
    sizeRow("  memory of the whole process", 300, compared.result.peak),
    timeRow(`report of ${large.result.changes} changed objects, with attribution`, 1500, large),
    sizeRow("  memory of the whole process", 300, large.result.peak),
  ];
}

/** All attribute and link changes, without asking who made them. */
function compareOnly(open: Vault, from: SnapshotRecord, to: SnapshotRecord) {
  let [changes, peak] = [0, 0];
  for (const { type, before, after } of open.differingParts(from.number, to.number)) {
    const context = { definition: definitionOf(type), beforeProof: from.types[type], afterProof: to.types[type] };
    if (compareObjects(before, after, context) !== undefined) changes += 1;
    if (changes % 5000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  return { changes, peak: Math.max(peak, process.memoryUsage.rss()) };
}

/** Streams: no more than one change is held at a time. */
function report(open: Vault, from: SnapshotRecord, to: SnapshotRecord) {
  let [changes, explained, peak] = [0, 0, 0];
  for (const { attribution } of changesBetween(open, from, to)) {
    changes += 1;
    if (attribution.status !== "unknown") explained += 1;
    if (changes % 5000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  if (explained === 0) throw new Error("no change was attributed to anybody");
  return { changes, peak: Math.max(peak, process.memoryUsage.rss()) };
}

function checkAll(open: Vault) {
  const steps = open.check();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
