import { X509Certificate } from "node:crypto";
import { readFile, statfs } from "node:fs/promises";
import type { BackgroundState } from "../../preload/contract/notices.ts";
import { riskyTypes } from "../../preload/contract/risk.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { mostRisks } from "../notices/decide-notices.ts";
import type { SnapshotRisk } from "../notices/notice-facts.ts";
import { type NoticeMemory, newNoticeMemory, parseNoticeMemory } from "../notices/notice-memory.ts";
import { isNone, riskOfChanges } from "../notices/risk-of-changes.ts";
import type { Vault } from "../vault/vault.ts";
import { describeCopies } from "./copies.ts";
import { makeReport } from "./report.ts";
import { describeSchedule, lastWholeCapture } from "./schedule.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";

const secretName = "notices";

/** What notices remember, in the vault, where nobody who lacks its key can silence them. */
export function readNoticeMemory(vault: Vault): NoticeMemory {
  const stored = vault.secret(secretName);
  const known = stored === undefined ? undefined : parseNoticeMemory(Buffer.from(stored).toString("utf8"));
  return known ?? newNoticeMemory(vault.snapshots().at(-1)?.number ?? 0);
}

/** Only where something changed: each write makes the copies of the vault older than it. */
export function writeNoticeMemory(vault: Vault, memory: NoticeMemory): void {
  const content = Buffer.from(JSON.stringify(memory), "utf8");
  const stored = vault.secret(secretName);
  if (stored === undefined || !content.equals(stored)) vault.setSecret(secretName, content);
}

/** Whether there is a capture that was not judged yet. */
export function hasUnjudged(vault: Vault, { judgedUpTo }: NoticeMemory): boolean {
  return (capturesIn(vault).at(-1)?.number ?? 0) > judgedUpTo;
}

/** Compares each capture that was not judged yet with the one before it. CANCELLED: none of them counts as judged. */
export async function judgeNewSnapshots(
  vault: Vault,
  memory: NoticeMemory,
  control: WorkControl = {},
): Promise<NoticeMemory> {
  const captures = capturesIn(vault);
  const found: SnapshotRisk[] = [];
  for (const [index, to] of captures.entries()) {
    const from = captures[index - 1];
    if (from !== undefined && to.number > memory.judgedUpTo) found.push(...(await judge(vault, from, to, control)));
  }
  const judgedUpTo = captures.at(-1)?.number ?? memory.judgedUpTo;
  return { ...memory, judgedUpTo, risks: [...memory.risks, ...found].slice(-mostRisks) };
}

/** A checkpoint is taken by somebody who looks; an import is of another time. */
function capturesIn(vault: Vault): readonly SnapshotRecord[] {
  return vault.snapshots().filter(({ origin }) => origin.kind === "capture");
}

async function judge(
  vault: Vault,
  from: SnapshotRecord,
  to: SnapshotRecord,
  control: WorkControl,
): Promise<readonly SnapshotRisk[]> {
  const { changes } = await makeReport(vault, from, to, { ...control, filter: { types: riskyTypes } });
  const risk = riskOfChanges(changes);
  return isNone(risk) ? [] : [{ from: from.number, to: to.number, ...risk }];
}

/** What lies outside the vault: on its disk, and beside the cloud file. */
export async function factsAround({ vault, cloud }: Pick<TenantSession, "vault" | "cloud">) {
  return {
    freeBytes: await freeBytesOf(vault.description.path),
    certificateEndsAt: cloud.certificatePath === undefined ? undefined : await endOfCertificate(cloud.certificatePath),
  };
}

/** What the vault says now. */
export function factsInVault({ vault, clock }: Pick<TenantSession, "vault" | "clock">) {
  const copies = describeCopies(vault);
  const failing = copies.filter(({ problem }) => problem !== null).map(({ id }) => id);
  return { now: clock.now(), schedule: describeSchedule({ vault }), copies: { total: copies.length, failing } };
}

/** The last capture of everything, for a line about it. */
export function lastCapture(vault: Vault): BackgroundState["last"] {
  const last = lastWholeCapture(vault.snapshots());
  return last === undefined ? null : { endedAt: last.endedAt, complete: last.complete };
}

/** Some file systems do not tell. */
async function freeBytesOf(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize, blocks } = await statfs(folder);
    return blocks === 0 ? undefined : bavail * bsize;
  } catch {
    return undefined;
  }
}

/** One that cannot be read says so when it is used. */
async function endOfCertificate(path: string): Promise<number | undefined> {
  try {
    return new X509Certificate(await readFile(path)).validToDate.getTime();
  } catch {
    return undefined;
  }
}
