import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { ScheduleSettings, ScheduleState } from "../../preload/contract/schedule.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { newMemory, parseMemory } from "../schedule/schedule-memory.ts";
import { type ScheduleStore, stateOf, type Taken, withSettings } from "../schedule/scheduler.ts";
import type { Vault } from "../vault/vault.ts";
import { afterBackup } from "./after-backup.ts";
import { backUp } from "./backup.ts";
import { describeCopies } from "./copies.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { besides } from "./vault-history.ts";

const secretName = "schedule";

/** The schedule's memory in the vault, where nobody who lacks its key can change it. */
export function scheduleStore(vault: Vault, random: () => number = Math.random): ScheduleStore {
  return {
    read: () => {
      const stored = vault.secret(secretName);
      const known = stored === undefined ? undefined : parseMemory(Buffer.from(stored).toString("utf8"));
      return known ?? newMemory(random());
    },
    write: (memory) => vault.setSecret(secretName, Buffer.from(JSON.stringify(memory), "utf8")),
    lastCaptureAt: () => {
      const last = lastWholeCapture(vault.snapshots());
      return last === undefined ? undefined : Date.parse(last.startedAt);
    },
  };
}

export function describeSchedule({ vault }: Pick<TenantSession, "vault">): ScheduleState {
  return stateOf(scheduleStore(vault).read());
}

/** Holds from now on; what is overdue stays so. */
export function setSchedule(
  { vault, clock }: Pick<TenantSession, "vault" | "clock">,
  settings: ScheduleSettings,
): ScheduleState {
  const store = scheduleStore(vault);
  store.write(withSettings(store.read(), settings, clock.now()));
  return describeSchedule({ vault });
}

/** What a person would have been told, had one been there. */
export interface TakenAlone extends Taken {
  readonly record: SnapshotRecord;
  /** All of it, what copies of the vault lack too, which has a notice of its own. */
  readonly said: readonly string[];
}

/** A snapshot with nobody there: no browser is opened, and what follows a snapshot is done. */
export async function captureUnattended(session: TenantSession, control: WorkControl): Promise<TakenAlone> {
  const alone = session.unattended?.() ?? session;
  const told: string[] = [];
  const record = await backUp(alone, { ...control, onNote: (sentence) => void told.push(sentence) });
  const said = besides(record, (await afterBackup(alone, control, { record, told })).notes);
  const ofCopies = new Set(describeCopies(session.vault).map(({ problem }) => problem));
  const notes = said.filter((sentence) => !ofCopies.has(sentence));
  const problem = record.complete
    ? null
    : `Snapshot ${record.number} is not complete: open the timeline to see what is missing.`;
  return { record, said, notes, problem, startedAt: Date.parse(record.startedAt) };
}

/** A checkpoint, an import, or a capture of some types is no daily snapshot. */
export function lastWholeCapture(snapshots: readonly SnapshotRecord[]): SnapshotRecord | undefined {
  return snapshots.findLast(
    ({ origin, types }) => origin.kind === "capture" && objectTypes.every((type) => types[type] !== undefined),
  );
}
