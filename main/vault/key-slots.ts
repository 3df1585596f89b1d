import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { z } from "zod";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** A way to open the vault: the random vault key, sealed under a key that the slot's kind can make. */
const slotSchema = z.strictObject({
  kind: z.literal("passphrase"),
  /** scrypt parameters; a file that asks for more memory than this is not ours. */
  cost: z
    .int()
    .min(2)
    .max(2 ** 20),
  blockSize: z.int().min(1).max(32),
  parallelism: z.int().min(1).max(4),
  salt: z.base64(),
  nonce: z.base64(),
  sealed: z.base64(),
  tag: z.base64(),
});
const slotsSchema = z.strictObject({
  format: z.literal("reinstate-slots-1"),
  slots: z.array(slotSchema).min(1).max(16),
});

export type KeySlots = z.infer<typeof slotsSchema>;
type KeySlot = z.infer<typeof slotSchema>;

const vaultKeyBytes = 32;
/** 2^17 × 8 × 128 bytes = 128 MiB and about 0.3 s a guess. */
export const passphraseCost = 2 ** 17;

export function newVaultKey(): Buffer {
  return randomBytes(vaultKeyBytes);
}

/** The vault key under a passphrase: AES-256-GCM under scrypt. `cost` is lower in tests only. */
export function sealKey(vaultKey: Buffer, passphrase: string, cost = passphraseCost): KeySlots {
  const parameters = { cost, blockSize: 8, parallelism: 1 };
  const salt = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", wrappingKey(passphrase, salt, parameters), nonce);
  const sealed = Buffer.concat([cipher.update(vaultKey), cipher.final()]);
  const slot: KeySlot = {
    kind: "passphrase",
    ...parameters,
    salt: salt.toString("base64"),
    nonce: nonce.toString("base64"),
    sealed: sealed.toString("base64"),
    tag: cipher.getAuthTag().toString("base64"),
  };
  return { format: "reinstate-slots-1", slots: [slot] };
}

/** The vault key; VAULT_LOCKED if the passphrase opens none of the slots. */
export function openKey(slots: KeySlots, passphrase: string): Buffer {
  for (const slot of slots.slots) {
    const key = tryOpen(slot, passphrase);
    if (key !== undefined) return key;
  }
  throw new ReinstateError("VAULT_LOCKED", "The passphrase does not open this vault. Nothing was changed; try again.");
}

/** VAULT_NOT_A_VAULT if the text is not a slot file. */
export function parseSlots(text: string): KeySlots {
  try {
    return slotsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ReinstateError(
      "VAULT_NOT_A_VAULT",
      "The vault's key file (slots.json) cannot be read. Put it back from a copy of the vault.",
      { cause },
    );
  }
}

function tryOpen(slot: KeySlot, passphrase: string): Buffer | undefined {
  try {
    const key = wrappingKey(passphrase, Buffer.from(slot.salt, "base64"), slot);
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(slot.nonce, "base64"));
    decipher.setAuthTag(Buffer.from(slot.tag, "base64"));
    return Buffer.concat([decipher.update(Buffer.from(slot.sealed, "base64")), decipher.final()]);
  } catch {
    return undefined;
  }
}

type Parameters = Pick<KeySlot, "cost" | "blockSize" | "parallelism">;

function wrappingKey(passphrase: string, salt: Buffer, { cost, blockSize, parallelism }: Parameters): Buffer {
  const maxmem = 256 * cost * blockSize;
  return scryptSync(passphrase.normalize("NFC"), salt, 32, { N: cost, r: blockSize, p: parallelism, maxmem });
}
