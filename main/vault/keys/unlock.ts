import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { KeyStore } from "./key-store.ts";
import { passphraseKey } from "./passphrase-key.ts";
import { looksLikeRecoveryKey, readRecoveryKey, recoveryWrappingKey } from "./recovery-key.ts";
import { openBox } from "./sealed-box.ts";
import type { DirectSlot, Slot } from "./slot-schema.ts";
import { readSlots, type SlotsFile } from "./slots-file.ts";
import { unwrapKey } from "./wrap-key.ts";

export interface Unlocked {
  readonly vaultKey: Buffer;
  /** While a re-keying is under way the file may have this key already. */
  readonly nextKey?: Buffer;
  /** SHA-256 of the chain's key when the slot was made. Undefined for a slot of format 1, which nobody else can have made. */
  readonly chainKey?: Buffer;
  readonly slot: Slot | DirectSlot;
  /** What the keystore's slot holds, sealed anew under the keystore's new key; see keepResealed. */
  readonly resealed?: Uint8Array;
}

/**
 * What a passphrase or a recovery key opens. VAULT_LOCKED (for a recovery key with the group that was mistyped),
 * VAULT_NOT_A_VAULT, VAULT_NEWER.
 */
export function unlock(slotsPath: string, secret: string): Unlocked {
  const file = readSlots(slotsPath);
  const opened = openWith(file, secret);
  if (opened !== undefined) return opened;
  const message = looksLikeRecoveryKey(secret)
    ? "The recovery key does not open this vault. Look whether its print is of this vault, or try another key."
    : "The passphrase does not open this vault. Try again.";
  throw new ReinstateError("VAULT_LOCKED", message, { retryable: true });
}

function openWith(file: SlotsFile, secret: string): Unlocked | undefined {
  // A passphrase may consist of digits: as one it is tried before it is said to be a mistyped recovery key.
  const byPassphrase = first([...file.slots, ...file.direct], (slot) => withPassphrase(file, slot, secret));
  if (byPassphrase !== undefined || !looksLikeRecoveryKey(secret)) return byPassphrase;
  const recoveryKey = readRecoveryKey(secret);
  return first(file.slots, (slot) => {
    if (slot.kind !== "recovery") return undefined;
    const key = recoveryWrappingKey(recoveryKey, Buffer.from(slot.salt, "base64"));
    return opened(file, slot, openPrivate(slot, key));
  });
}

function first<Item, Result>(items: readonly Item[], find: (item: Item) => Result | undefined): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withPassphrase(file: SlotsFile, slot: Slot | DirectSlot, passphrase: string): Unlocked | undefined {
  if (slot.kind !== "passphrase") return undefined;
  const key = passphraseKey(passphrase, slot);
  if ("privateBox" in slot) return opened(file, slot, openPrivate(slot, key));
  const { wrapped, ...associated } = slot;
  const vaultKey = openBox(wrapped, key, associated);
  return vaultKey?.length === 32 ? { vaultKey, slot } : undefined;
}

function openPrivate(slot: Slot, key: Uint8Array): Buffer | undefined {
  const { privateBox, wrapped: _wrapped, ...header } = slot;
  return openBox(privateBox, key, header);
}

function opened({ next }: SlotsFile, slot: Slot, content: Buffer | undefined): Unlocked | undefined {
  if (content?.length !== 64) return undefined;
  const pair = { publicKey: slot.publicKey, privateKey: content.subarray(0, 32) };
  const vaultKey = unwrapKey(slot.wrapped, pair);
  const later = next?.find(({ id }) => id === slot.id);
  const nextKey = later === undefined ? undefined : unwrapKey(later.wrapped, pair);
  if (vaultKey?.length !== 32) return undefined;
  return { vaultKey, slot, chainKey: content.subarray(32), ...(nextKey === undefined ? {} : { nextKey }) };
}

/** By the operating system's keystore; undefined if no slot is for it. VAULT_LOCKED names a changed backend. */
export async function unlockWithKeyStore(slotsPath: string, store: KeyStore): Promise<Unlocked | undefined> {
  const file = readSlots(slotsPath);
  const own = file.slots.filter(({ kind }) => kind === "keystore");
  const slot = own.find((each) => "backend" in each && each.backend === store.backend);
  if (slot === undefined) {
    if (own.length === 0) return undefined;
    throw keystoreError(
      "is another one than before. Open the vault with its passphrase or recovery key, then add it anew",
    );
  }
  if (!(await store.isAvailable())) throw keystoreError("is not available. Open the vault with its passphrase");
  const anew: Uint8Array[] = [];
  const sealed = Buffer.from(slot.privateBox, "base64");
  const content = await store.open(sealed, (bytes) => anew.push(bytes)).catch(() => undefined);
  const unlocked = opened(file, slot, content === undefined ? undefined : Buffer.from(content));
  if (unlocked === undefined)
    throw keystoreError("does not open this vault any more. Use its passphrase or recovery key");
  const [resealed] = anew;
  return resealed === undefined ? unlocked : { ...unlocked, resealed };
}

function keystoreError(what: string): ReinstateError {
  return new ReinstateError("VAULT_LOCKED", `The keystore of this computer ${what}.`, { retryable: true });
}
