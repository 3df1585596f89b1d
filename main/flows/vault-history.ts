import { z } from "zod";
import type { ChainEvent } from "../../preload/contract/chain-event.ts";
import type { Doing } from "../../preload/contract/history.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ExportLock } from "../exchange/export-key.ts";
import type { Vault } from "../vault/vault.ts";
import { nowOf, type TenantSession } from "./tenant-session.ts";

const secretName = "doings";
/** A check a day for more than a year. */
const mostKept = 500;

/** Writes down what leaves no other trace in the vault: checks, exports and captures that failed. */
export function writeDown(vault: Vault, doing: Doing): void {
  const before = writtenDown(vault);
  const last = before.at(-1);
  // A computer without a network fails again and again: the last time stands for all.
  const again = doing.verdict === "failed" && last?.kind === doing.kind && last.sentence === doing.sentence;
  const doings = [...(again ? before.slice(0, -1) : before), doing].slice(-mostKept);
  vault.setSecret(secretName, Buffer.from(JSON.stringify(doings), "utf8"));
}

const notesName = "notes of snapshots";
const notesSchema = z.record(z.string(), z.array(z.string()));

/** Writes down what was told beside a snapshot: whoever was not there when it was taken finds it in the history. */
export function writeDownNotes(vault: Vault, snapshot: number, notes: readonly string[]): void {
  if (notes.length === 0) return;
  const known = Object.entries(notesOfSnapshots(vault)).slice(1 - mostKept);
  const all = Object.fromEntries([...known, [snapshot, notes]]);
  vault.setSecret(notesName, Buffer.from(JSON.stringify(all), "utf8"));
}

/** What to say beside a snapshot to somebody who is not shown its record. */
export function besides({ auditReason }: SnapshotRecord, notes: readonly string[]): readonly string[] {
  return auditReason === undefined ? notes : [auditReason, ...notes];
}

/** By the number of the snapshot. */
function notesOfSnapshots(vault: Vault): Readonly<Record<string, readonly string[]>> {
  const bytes = vault.secret(notesName);
  return notesSchema.safeParse(JSON.parse(Buffer.from(bytes ?? []).toString("utf8") || "{}")).data ?? {};
}

/** The same of what was done now by whoever is signed in. */
export async function writeDownNow(
  session: Pick<TenantSession, "vault" | "signIn" | "clock">,
  doing: Omit<Doing, "at" | "by">,
): Promise<Doing> {
  const by = (await session.signIn.account())?.name ?? null;
  const done: Doing = { ...doing, at: nowOf(session), by };
  writeDown(session.vault, done);
  return done;
}

export interface FinishedExport {
  readonly snapshot: number;
  readonly path: string;
  readonly lock: ExportLock;
  readonly objects: number;
}

/** Who took what out of the vault, and for whom. */
export async function writeDownExport(
  session: TenantSession,
  { snapshot, path, lock, objects }: FinishedExport,
): Promise<void> {
  const keys = typeof lock === "string" ? "a passphrase" : lock.recipients.join(", ");
  const sentence = `Snapshot ${snapshot} to ${path}, for ${keys}: ${objects.toLocaleString("en-US")} objects.`;
  await writeDownNow(session, { kind: "export", verdict: "complete", sentence, snapshot });
}

/** Everything that was done with the vault besides recoveries, the latest first. */
export function vaultHistory(vault: Vault): readonly Doing[] {
  const there = new Set(vault.snapshots().map(({ number }) => number));
  const notes = notesOfSnapshots(vault);
  const snapshots = vault.snapshots().map((record) => ofSnapshot(record, notes[record.number]));
  const all = [...snapshots, ...vault.events().map(ofEvent), ...writtenDown(vault)];
  return all
    .map(({ snapshot, ...doing }) => (snapshot !== undefined && there.has(snapshot) ? { ...doing, snapshot } : doing))
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** Why there is no snapshot of that time. That somebody stopped it is no failure. */
export async function writeDownFailure(session: TenantSession, error: unknown): Promise<void> {
  if (!(error instanceof ReinstateError) || error.code === "CANCELLED") return;
  await writeDownNow(session, { kind: "capture", verdict: "failed", sentence: error.message });
}

function writtenDown(vault: Vault): readonly Doing[] {
  const bytes = vault.secret(secretName);
  return bytes === undefined ? [] : JSON.parse(Buffer.from(bytes).toString("utf8"));
}

function ofSnapshot(record: SnapshotRecord, notes: readonly string[] = []): Doing {
  const { number, endedAt, complete, counts, origin, types } = record;
  const objects = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const reasons = Object.values(types).flatMap(({ reason }) => reason ?? []);
  const all = [...reasons, ...besides(record, notes)];
  const sentence = `Snapshot ${number}: ${objects.toLocaleString("en-US")} objects.${all.map((each) => ` ${each}`).join("")}`;
  return {
    kind: origin.kind,
    at: endedAt,
    by: origin.by,
    verdict: complete ? "complete" : "partial",
    sentence,
    snapshot: number,
  };
}

function ofEvent(event: ChainEvent): Doing {
  const sentence =
    event.kind === "rekey"
      ? "The vault was encrypted under a new key."
      : `Thinned out by the retention: snapshots ${event.removed.join(", ")}.`;
  return { kind: event.kind, at: event.at, by: null, verdict: "complete", sentence };
}
