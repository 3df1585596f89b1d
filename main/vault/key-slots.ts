import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { canonicalJson } from "./canonical-json.ts";
import { refuseNewer } from "./migrations/migrations.ts";

/** scrypt's N: 128 MiB and about half a second a guess. */
export const usualPassphraseCost = 2 ** 17;
const slotsVersion = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

const base64 = z
  .string()
  .max(1024)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** The vault key, wrapped. Further ways to open a vault (an OS keystore, a recovery key) are further kinds. */
const passphraseSlotSchema = z.strictObject({
  kind: z.literal("passphrase"),
  cost: z
    .number()
    .int()
    .min(2)
    .max(2 ** 20)
    .refine((cost) => Number.isInteger(Math.log2(cost)), "scrypt takes powers of two"),
  blockSize: z.literal(8),
  parallel: z.literal(1),
  salt: base64,
  /** Nonce, ciphertext and tag of AES-256-GCM; the rest of the slot is its associated data. */
  wrapped: base64,
});
export type PassphraseSlot = z.infer<typeof passphraseSlotSchema>;

const slotsSchema = z.object({ version: z.number().int().min(1), slots: z.array(z.looseObject({ kind: z.string() })) });

export function newVaultKey(): Buffer {
  return randomBytes(keyBytes);
}

/** The key of vault.db: derived, so that the vault key can have further uses. */
export function databaseKey(vaultKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", vaultKey, Buffer.alloc(0), "reinstate vault.db 1", keyBytes));
}

export function passphraseSlot(vaultKey: Uint8Array, passphrase: string, cost: number): PassphraseSlot {
  const salt = randomBytes(16).toString("base64");
  const slot = { kind: "passphrase", cost, blockSize: 8, parallel: 1, salt } as const;
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(passphrase, slot), nonce);
  cipher.setAAD(Buffer.from(canonicalJson(slot)));
  const wrapped = Buffer.concat([nonce, cipher.update(vaultKey), cipher.final(), cipher.getAuthTag()]);
  return { ...slot, wrapped: wrapped.toString("base64") };
}

export function slotsText(slots: readonly PassphraseSlot[]): string {
  return `${JSON.stringify({ version: slotsVersion, slots }, null, 2)}\n`;
}

/** The vault key out of the first slot that the passphrase opens. VAULT_LOCKED, VAULT_NOT_A_VAULT, VAULT_NEWER. */
export function unlock(slotsPath: string, passphrase: string): Buffer {
  for (const slot of readSlots(slotsPath)) {
    const key = unwrap(slot, passphrase);
    if (key !== undefined) return key;
  }
  throw new ReinstateError("VAULT_LOCKED", "The passphrase does not open this vault. Try again.", { retryable: true });
}

function readSlots(path: string): readonly PassphraseSlot[] {
  const { version, slots } = parse(path);
  refuseNewer(version);
  return slots.flatMap((slot) => {
    const parsed = passphraseSlotSchema.safeParse(slot);
    return parsed.success ? [parsed.data] : [];
  });
}

function parse(path: string): z.infer<typeof slotsSchema> {
  const text = readFileSync(path, "utf8");
  try {
    return slotsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ReinstateError(
      "VAULT_NOT_A_VAULT",
      "The folder's slots.json is not one of Reinstate's, or it was damaged. Put a copy of it back: without it nothing opens the vault.",
      { cause },
    );
  }
}

function unwrap(slot: PassphraseSlot, passphrase: string): Buffer | undefined {
  const { wrapped, ...associated } = slot;
  const bytes = Buffer.from(wrapped, "base64");
  if (bytes.length !== nonceBytes + keyBytes + tagBytes) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", keyFrom(passphrase, slot), bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(canonicalJson(associated)));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** NFKC: the same passphrase typed on another system opens it too. */
function keyFrom(passphrase: string, { cost, blockSize, parallel, salt }: Omit<PassphraseSlot, "wrapped">): Buffer {
  const options = { N: cost, r: blockSize, p: parallel, maxmem: 256 * blockSize * cost };
  return scryptSync(passphrase.normalize("NFKC"), Buffer.from(salt, "base64"), keyBytes, options);
}
