import { createHash, randomBytes } from "node:crypto";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { KeyStore } from "./key-store.ts";
import { passphraseKey, type ScryptParameters } from "./passphrase-key.ts";
import { recoveryWrappingKey } from "./recovery-key.ts";
import { sealBox } from "./sealed-box.ts";
import type { PassphraseSlot, Slot } from "./slot-schema.ts";
import { newSlotKeyPair, type SlotKeyPair, wrapKey } from "./wrap-key.ts";

export interface NewSlot {
  readonly vaultKey: Uint8Array;
  /** The chain's public key (SPKI PEM): a vault that does not go back to it is not the one that this slot was made for. */
  readonly chainKey: string;
  /** What a person calls it: "Ada's laptop", "safe, second floor". */
  readonly label: string;
  /** ISO 8601 UTC. */
  readonly now: string;
}

/** `cost`: scrypt's N, a power of two. */
export function passphraseSlot(made: NewSlot, passphrase: string, cost: number): PassphraseSlot {
  const parameters: ScryptParameters = { cost, blockSize: 8, parallel: 1, salt: newSalt() };
  const pair = newSlotKeyPair();
  const header = { kind: "passphrase", ...headerOf(made, pair), ...parameters } as const;
  return {
    ...header,
    ...boxed(made, pair, passphraseKey(passphrase, parameters), header),
    wrapped: wrapped(made, pair),
  };
}

/** `recoveryKey`: as `newRecoveryKey` made it. */
export function recoverySlot(made: NewSlot, recoveryKey: string): Slot {
  const pair = newSlotKeyPair();
  const salt = newSalt();
  const header = { kind: "recovery", ...headerOf(made, pair), salt } as const;
  const key = recoveryWrappingKey(recoveryKey, Buffer.from(salt, "base64"));
  return { ...header, ...boxed(made, pair, key, header), wrapped: wrapped(made, pair) };
}

/** USAGE_INVALID where nothing would protect what the store seals. */
export async function keystoreSlot(made: NewSlot, store: KeyStore): Promise<Slot> {
  if (!(await store.isAvailable())) throw unprotected();
  const pair = newSlotKeyPair();
  const privateBox = Buffer.from(await store.seal(contentOf(made, pair))).toString("base64");
  return {
    kind: "keystore",
    ...headerOf(made, pair),
    backend: store.backend,
    privateBox,
    wrapped: wrapped(made, pair),
  };
}

export function unprotected(): ReinstateError {
  const message =
    "This computer has no keystore that protects a key. Set one up (on Linux GNOME Keyring or KWallet), or go on with the passphrase.";
  return new ReinstateError("USAGE_INVALID", message);
}

/** The same slot for another vault key: nobody's secret is needed. */
export function rewrapped(slot: Slot, vaultKey: Uint8Array): Slot {
  return { ...slot, wrapped: wrapKey(vaultKey, slot.publicKey) };
}

function headerOf({ label, now }: NewSlot, { publicKey }: SlotKeyPair) {
  return { id: randomBytes(8).toString("hex"), label, createdAt: now, publicKey };
}

function boxed(made: NewSlot, pair: SlotKeyPair, key: Uint8Array, header: Parameters<typeof sealBox>[2]) {
  return { privateBox: sealBox(contentOf(made, pair), key, header) };
}

/** The private half, then the hash of the chain's key: anybody can wrap a vault key to the public half, nobody can change this. */
function contentOf({ chainKey }: NewSlot, { privateKey }: SlotKeyPair): Buffer {
  return Buffer.concat([privateKey, chainKeyHash(chainKey)]);
}

/** SHA-256 of the PEM text. */
export function chainKeyHash(publicKey: string): Buffer {
  return createHash("sha256").update(publicKey).digest();
}

function wrapped({ vaultKey }: NewSlot, { publicKey }: SlotKeyPair) {
  return wrapKey(vaultKey, publicKey);
}

function newSalt(): string {
  return randomBytes(16).toString("base64");
}
