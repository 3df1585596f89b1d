import type { AutostartState } from "../../preload/contract/autostart.ts";
import type { CopyDescription } from "../../preload/contract/copies.ts";
import type { InputOf, MethodName, OutputOf } from "../../preload/contract/methods.ts";
import { type Notice, type NoticeSettings, type NoticeState, noticeKinds } from "../../preload/contract/notices.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { RetentionPolicy, RetentionPreview } from "../../preload/contract/retention.ts";
import type { ScheduleState } from "../../preload/contract/schedule.ts";
import type { SlotDescription } from "../../preload/contract/views.ts";

type SettingsMethod = Extract<
  MethodName,
  `${"retention" | "schedule" | "notices" | "autostart" | "keys" | "copies"}.${string}`
>;
type SettingsHandlers = { readonly [Name in SettingsMethod]: (input: InputOf<Name>) => Promise<OutputOf<Name>> };

export const fakeSecret = "correct horse";
export const fakeRecoveryKey = "000011-000022-000033-000044-000055-000066-000077-000088";

interface FakeSettings {
  readonly now: number;
  readonly snapshotNumbers: () => readonly number[];
  /** Long work, so that its progress is told. */
  readonly work: (message: string) => Promise<unknown>;
  readonly keys: number;
  readonly copies: readonly CopyDescription[];
  readonly schedule: ScheduleState;
  readonly notices: readonly Notice[];
  readonly autostart: AutostartState;
}

/** The engine's answers about retention, keys and copies, kept in memory. */
export function fakeSettings({
  now,
  snapshotNumbers,
  work,
  keys,
  copies: given,
  schedule: begun,
  notices,
  autostart: startedBy,
}: FakeSettings): SettingsHandlers {
  const createdAt = new Date(now).toISOString();
  let policy: RetentionPolicy = { daily: 90, weekly: 52, monthly: 36, floorDays: 30 };
  let floorDays = policy.floorDays;
  let slots: readonly SlotDescription[] = Array.from({ length: keys }, (_, index) => ({
    id: `key-${index + 1}`,
    kind: "passphrase",
    label: index === 0 ? "" : `Administrator ${index + 1}`,
    createdAt: index === 0 ? null : createdAt,
  }));
  let copies = given;
  let schedule = begun;
  let told: NoticeState = { settings: everyKind(true), open: notices };
  let autostart = startedBy;

  const preview = (): RetentionPreview => {
    const numbers = snapshotNumbers();
    const removed = numbers.length > 3 ? numbers.slice(0, 1) : [];
    return {
      policy,
      floorDays,
      kept: numbers.slice(removed.length).map((number) => ({ number, reasons: ["floor", "daily"] })),
      removed,
      clock: [],
    };
  };
  const mustOpen = (secret: string) => {
    if (secret === fakeSecret) return;
    throw new ReinstateError("VAULT_LOCKED", "The passphrase does not open this vault. Try again.");
  };
  const add = (slot: Pick<SlotDescription, "kind" | "label">): SlotDescription => {
    const added = { id: `key-${slots.length + 1}`, createdAt, ...slot };
    slots = [...slots, added];
    return added;
  };
  const copied = (copy: Pick<CopyDescription, "id" | "folder">): CopyDescription => ({
    ...copy,
    succeededAt: createdAt,
    triedAt: createdAt,
    problem: null,
    holds: `snapshot ${snapshotNumbers().length}`,
    bytesWritten: 1000,
  });

  return {
    "retention.describe": async () => preview(),
    "retention.set": async (next) => {
      floorDays = Math.max(floorDays, next.floorDays);
      policy = next;
      return preview();
    },
    "schedule.read": async () => schedule,
    "schedule.write": async (settings) => {
      const nextAt = settings.daily ? new Date(Date.now() + 3_600_000).toISOString() : null;
      schedule = { ...schedule, settings, nextAt };
      return schedule;
    },
    "notices.read": async () => told,
    "notices.write": async (settings) => {
      told = { ...told, settings };
      return told;
    },
    "notices.dismiss": async ({ id }) => {
      told = { ...told, open: told.open.filter((notice) => notice.id !== id) };
      return told;
    },
    "autostart.read": async () => autostart,
    "autostart.write": async ({ enabled }) => {
      autostart = enabled ? "on" : "off";
      return autostart;
    },
    "keys.list": async () => slots,
    "keys.addPassphrase": async ({ secret, label }) => {
      mustOpen(secret);
      return add({ kind: "passphrase", label });
    },
    "keys.addKeystore": async ({ secret }) => {
      mustOpen(secret);
      return add({ kind: "keystore", label: "kwallet6" });
    },
    "keys.addRecovery": async ({ secret, label }) => {
      mustOpen(secret);
      return { ...add({ kind: "recovery", label }), recoveryKey: fakeRecoveryKey };
    },
    "keys.changePassphrase": async ({ secret }) => {
      mustOpen(secret);
      return slots[0] ?? add({ kind: "passphrase", label: "" });
    },
    "keys.remove": async ({ secret, id }) => {
      mustOpen(secret);
      slots = slots.filter((slot) => slot.id !== id);
      return slots;
    },
    "keys.rekey": async ({ secret }) => {
      mustOpen(secret);
      return slots;
    },
    "copies.list": async () => copies,
    "copies.add": async ({ folder }) => {
      await work(`Copying to ${folder}`);
      if (folder.includes("missing"))
        throw new ReinstateError("USAGE_INVALID", `${folder} is no folder that can be reached. Make it first.`);
      const copy = copied({ id: `0000000${copies.length + 1}`, folder });
      copies = [...copies, copy];
      return copy;
    },
    "copies.remove": async ({ id }) => {
      copies = copies.filter((copy) => copy.id !== id);
      return copies;
    },
    "copies.check": async ({ secret }) => {
      mustOpen(secret);
      await work("Checking the copy");
      return { ok: true, holds: snapshotNumbers().length, at: createdAt, passedOver: [] };
    },
    "copies.run": async () => {
      await work("Copying");
      copies = copies.map(copied);
      return copies;
    },
  };
}

function everyKind(wanted: boolean): NoticeSettings {
  return Object.fromEntries(noticeKinds.map((kind) => [kind, wanted])) as Record<(typeof noticeKinds)[number], boolean>;
}
