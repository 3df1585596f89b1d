import type { SlotDescription } from "../../preload/contract/views.ts";
import {
  addKeystore,
  addPassphrase,
  addRecoveryKey,
  changePassphrase,
  listSlots,
  removeSlot,
  type SlotChange,
} from "../vault/keys/change-slots.ts";
import type { KeyStore } from "../vault/keys/key-store.ts";
import { unprotected } from "../vault/keys/make-slot.ts";
import { rekeyVault } from "../vault/keys/rekey-vault.ts";
import { unlock } from "../vault/keys/unlock.ts";
import { guarding } from "../vault/keys/wrong-guesses.ts";
import { vaultFiles } from "../vault/vault-files.ts";
import { runSteps } from "./run-steps.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

/** The ways into an open vault. `secret` is a passphrase or recovery key that opens it now: VAULT_LOCKED if not. */
export interface VaultKeys {
  list(): readonly SlotDescription[];
  /** That whoever gave `secret` could open the vault. Wrong guesses count as they do at the door. */
  prove(secret: string): void;
  addPassphrase(secret: string, passphrase: string, label: string): SlotDescription;
  /** From then on the vault opens by itself where this computer's person is signed in. USAGE_INVALID without a keystore. */
  addKeystore(secret: string, store: KeyStore | undefined): Promise<SlotDescription>;
  /** The recovery key is in the answer and nowhere else. */
  addRecovery(secret: string, label: string): SlotDescription & { readonly recoveryKey: string };
  changePassphrase(secret: string, passphrase: string): SlotDescription;
  /** USAGE_INVALID for the last one that a person holds. */
  remove(secret: string, id: string): void;
}

export function vaultKeys(session: Pick<TenantSession, "vault" | "clock">): VaultKeys {
  const { path, publicKey } = session.vault.description;
  const { slots: slotsPath, guesses } = vaultFiles(path);
  /** At every one of these doors guesses count and slow down alike. */
  const guess = <Result>(work: () => Result): Result => guarding(guesses, Date.now(), work);
  const prove = (secret: string) => void guess(() => unlock(slotsPath, secret));
  const change = (secret: string): SlotChange => ({ slotsPath, secret, chainKey: publicKey, now: nowOf(session) });
  return {
    list: () => listSlots(slotsPath),
    prove,
    addPassphrase: (secret, passphrase, label) => guess(() => addPassphrase(change(secret), passphrase, label)),
    addKeystore: async (secret, store) => {
      if (store === undefined) throw unprotected();
      prove(secret);
      return addKeystore(change(secret), store, store.backend);
    },
    addRecovery: (secret, label) => guess(() => addRecoveryKey(change(secret), label)),
    changePassphrase: (secret, passphrase) => guess(() => changePassphrase(change(secret), passphrase)),
    remove: (secret, id) => guess(() => removeSlot(change(secret), id)),
  };
}

/** A new key for a whole vault that nobody has open; see `rekeyVault`. */
export async function giveNewKey(
  options: { readonly folder: string; readonly secret: string; readonly now: string },
  control: WorkControl = {},
): Promise<void> {
  await runSteps(rekeyVault(options), { work: "rekey", message: "Encrypting anew" }, control);
}
