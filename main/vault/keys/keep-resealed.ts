import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { Slot } from "./slot-schema.ts";
import { prepareSlots, readSlots } from "./slots-file.ts";
import type { Unlocked } from "./unlock.ts";

/**
 * Keeps what the computer's keystore sealed anew, before it forgets the key of before. For whoever has the vault open for writing, so
 * that nobody else changes the slots meanwhile. No room on the disk is no reason to keep the vault closed: the next start tries again.
 */
export function keepResealed(slotsPath: string, { slot: opened, resealed }: Pick<Unlocked, "slot" | "resealed">): void {
  if (resealed === undefined || !("id" in opened)) return;
  const privateBox = Buffer.from(resealed).toString("base64");
  const file = readSlots(slotsPath);
  const slots = file.slots.map((slot): Slot => (slot.id === opened.id ? { ...slot, privateBox } : slot));
  try {
    prepareSlots(slotsPath, { ...file, slots })();
  } catch (error) {
    if (!(error instanceof ReinstateError)) throw error;
  }
}
