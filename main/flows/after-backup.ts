import type { CopyDescription } from "../../preload/contract/copies.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { clockJumps } from "../vault/retention/clock-jumps.ts";
import { copyVault, describeCopies } from "./copies.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";
import { thinOut } from "./thin-out.ts";
import { writeDownNotes } from "./vault-history.ts";

export interface AfterBackup {
  /** Numbers of snapshots that were thinned out. */
  readonly removed: readonly number[];
  /** How each copy of the vault is now; its problem is among the notes too. */
  readonly copies: readonly CopyDescription[];
  /** Sentences for the person: what was told, what did not work, and a clock that jumped. */
  readonly notes: readonly string[];
}

/** The snapshot, and what was told of it while it was taken. */
export interface TakenSnapshot {
  readonly record: SnapshotRecord;
  readonly told: readonly string[];
}

/** What follows a snapshot. It is sealed whatever happens here: a failure is told, and tried again after the next. */
export async function afterBackup(
  session: Pick<TenantSession, "vault" | "clock">,
  control: WorkControl,
  { record, told }: TakenSnapshot,
): Promise<AfterBackup> {
  const notes: string[] = [...told, ...clockJumps(session.vault.snapshots().slice(-2), nowOf(session))];
  const removed = await orNote(notes, async () => (await thinOut(session, control))?.removed ?? []);
  // Before the copies: they have it too. What is wrong with them is said where they are.
  await orNote(notes, async () => writeDownNotes(session.vault, record.number, notes));
  const copies = await copied(session, control);
  const problems = new Set(copies.flatMap(({ problem }) => problem ?? []));
  return { removed: removed ?? [], copies, notes: [...notes, ...problems] };
}

async function copied(
  session: Pick<TenantSession, "vault" | "clock">,
  control: WorkControl,
): Promise<readonly CopyDescription[]> {
  try {
    return await copyVault(session, control);
  } catch (error) {
    if (!(error instanceof ReinstateError)) throw error;
    // Stopped, or how they are could not be kept: none is known to be as the vault.
    return describeCopies(session.vault).map((copy) => ({ ...copy, problem: error.message }));
  }
}

async function orNote<Value>(notes: string[], work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ReinstateError)) throw error;
    notes.push(error.message);
    return undefined;
  }
}
