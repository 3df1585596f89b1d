import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { SlotDescription } from "../../../preload/contract/views.ts";
import type { KeyStore } from "./key-store.ts";
import { keystoreSlot, type NewSlot, passphraseSlot, recoverySlot } from "./make-slot.ts";
import { usualPassphraseCost } from "./passphrase-key.ts";
import { newRecoveryKey } from "./recovery-key.ts";
import type { Slot } from "./slot-schema.ts";
import { prepareSlots, readSlots, type SlotsFile } from "./slots-file.ts";
import { type Unlocked, unlock } from "./unlock.ts";

/** Whoever changes the ways into a vault shows that they have one: an unlocked window alone changes nothing. */
export interface SlotChange {
  readonly slotsPath: string;
  /** A passphrase or recovery key that opens it now. */
  readonly secret: string;
  /** The open vault's own (SPKI PEM). */
  readonly chainKey: string;
  /** ISO 8601 UTC. */
  readonly now: string;
  /** scrypt's N; lower in tests only. */
  readonly cost?: number;
}

export function listSlots(slotsPath: string): readonly SlotDescription[] {
  const { slots, direct } = readSlots(slotsPath);
  const described = slots.map(({ id, kind, label, createdAt }) => ({ id, kind, label, createdAt }));
  return [
    ...described,
    ...direct.map(() => ({ id: "first", kind: "passphrase" as const, label: "", createdAt: null })),
  ];
}

export function addPassphrase(change: SlotChange, passphrase: string, label: string): SlotDescription {
  const { unlocked, file } = begin(change);
  return add(change, file, passphraseSlot(newSlot(change, unlocked, label), passphrase, costOf(change)));
}

/** The key is in nobody's hands but the caller's afterwards: shown once, printed, never stored. */
export function addRecoveryKey(change: SlotChange, label: string): SlotDescription & { readonly recoveryKey: string } {
  const { unlocked, file } = begin(change);
  const recoveryKey = newRecoveryKey();
  return { ...add(change, file, recoverySlot(newSlot(change, unlocked, label), recoveryKey)), recoveryKey };
}

export async function addKeystore(change: SlotChange, store: KeyStore, label: string): Promise<SlotDescription> {
  const { unlocked, file } = begin(change);
  const slot = await keystoreSlot(newSlot(change, unlocked, label), store);
  return add(change, { ...file, slots: file.slots.filter(({ kind }) => kind !== "keystore") }, slot);
}

/** The slot that `secret` opened gets another passphrase; the former one opens nothing any more. */
export function changePassphrase(change: SlotChange, passphrase: string): SlotDescription {
  const { unlocked, file } = begin(change);
  const { slot } = unlocked;
  if (slot.kind !== "passphrase")
    throw refused("A recovery key cannot be changed into a passphrase. Add a passphrase.");
  const label = "label" in slot ? slot.label : "";
  const changed = passphraseSlot(newSlot(change, unlocked, label), passphrase, costOf(change));
  return add(change, { ...file, slots: file.slots.filter((each) => !isSameSlot(each, slot)) }, changed);
}

/** USAGE_INVALID for the last one that a person holds: a keystore can be lost with its computer. */
export function removeSlot(change: SlotChange, id: string): void {
  const { file } = begin(change);
  const slots = file.slots.filter((slot) => slot.id !== id);
  if (slots.length === file.slots.length)
    throw refused(`There is no key ${id}. List them with \`reinstate keys list\`.`);
  const held = slots.some(({ kind }) => kind !== "keystore");
  if (!held)
    throw refused("This is the last passphrase or recovery key. Add another one first, or nothing opens the vault.");
  prepareSlots(change.slotsPath, { ...file, slots })();
}

function begin({ slotsPath, secret, ...change }: SlotChange): { unlocked: Unlocked; file: SlotsFile } {
  const unlocked = unlock(slotsPath, secret);
  const file = readSlots(slotsPath);
  if (file.next !== undefined)
    throw refused("A change of the vault's key was interrupted. Open the vault once, then try again.");
  const { slot } = unlocked;
  if (!isFirstFormat(slot)) return { unlocked, file };
  // The secret is there: what format 1 wrote becomes one of today's slots on the way.
  const upgraded = passphraseSlot({ vaultKey: unlocked.vaultKey, label: "", ...change }, secret, slot.cost);
  return { unlocked: { ...unlocked, slot: upgraded }, file: { ...file, slots: [...file.slots, upgraded], direct: [] } };
}

function isSameSlot({ id }: Slot, other: Unlocked["slot"]): boolean {
  return "id" in other && other.id === id;
}

function isFirstFormat(slot: Unlocked["slot"]): slot is Extract<Unlocked["slot"], { readonly wrapped: string }> {
  return typeof slot.wrapped === "string";
}

function newSlot({ chainKey, now }: SlotChange, { vaultKey }: Unlocked, label: string): NewSlot {
  return { vaultKey, chainKey, now, label };
}

function add({ slotsPath }: SlotChange, file: SlotsFile, slot: Slot): SlotDescription {
  prepareSlots(slotsPath, { ...file, slots: [...file.slots, slot] })();
  const { id, kind, label, createdAt } = slot;
  return { id, kind, label, createdAt };
}

function costOf({ cost }: SlotChange): number {
  return cost ?? usualPassphraseCost;
}

function refused(message: string): ReinstateError {
  return new ReinstateError("USAGE_INVALID", message);
}
