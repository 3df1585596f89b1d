import { z } from "zod";

const base64 = z
  .string()
  .max(1024)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** scrypt's parameters. A cost beyond 2^20 (1 GiB) is refused before memory is spent. */
const scrypt = {
  cost: z
    .int()
    .min(2)
    .max(2 ** 20)
    .refine((cost) => Number.isInteger(Math.log2(cost)), "scrypt takes powers of two"),
  blockSize: z.literal(8),
  parallel: z.literal(1),
  salt: base64,
};

/** The sum of the costs (N) of all passphrases, which one guess may have to try: 16 at the usual cost, eight seconds or so. */
const mostCost = 2 ** 21;

/** Of format 1: the vault key itself in a box under the passphrase. */
const directSlot = z.strictObject({ kind: z.literal("passphrase"), ...scrypt, wrapped: base64 });

/**
 * What every slot has since: an X25519 key pair of its own. The secret opens the box with its private half, and the vault key is
 * wrapped to its public half: a new vault key is wrapped to all slots without anybody's secret.
 */
const shared = {
  id: z.string().regex(/^[0-9a-f]{16}$/),
  label: z.string().max(200),
  createdAt: z.iso.datetime(),
  /** X25519, raw, 32 bytes. */
  publicKey: base64,
  /** The private half, raw, in a box under the secret. */
  privateBox: z.string().max(8192),
  wrapped: z.strictObject({ ephemeral: base64, box: base64 }),
};
const slot = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("passphrase"), ...shared, ...scrypt }),
  z.strictObject({ kind: z.literal("recovery"), ...shared, salt: base64 }),
  /** `backend`: which keystore of the operating system sealed it; a change of backend is told, not guessed around. */
  z.strictObject({ kind: z.literal("keystore"), ...shared, backend: z.string().max(100) }),
]);

export const slotsFileSchema = z.object({
  version: z.int().min(1),
  slots: z.array(z.union([slot, directSlot, z.looseObject({ kind: z.string() })])).max(100),
  /** While the vault gets a new key: the slots as they will be. Both open until the file with the new key is in place. */
  next: z.array(slot).max(100).optional(),
});

export type DirectSlot = z.infer<typeof directSlot>;
export type Slot = z.infer<typeof slot>;
export type PassphraseSlot = Extract<Slot, { kind: "passphrase" }>;

export function isTooCostly(slots: readonly (Slot | DirectSlot)[]): boolean {
  const cost = slots.reduce((sum, each) => sum + ("cost" in each ? each.cost : 0), 0);
  return cost > mostCost;
}

export function isSlot(value: unknown): value is Slot {
  return slot.safeParse(value).success;
}

export function isDirectSlot(value: unknown): value is DirectSlot {
  return directSlot.safeParse(value).success;
}
