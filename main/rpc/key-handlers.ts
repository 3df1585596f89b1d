import { nowOf } from "../flows/tenant-session.ts";
import {
  addPassphrase,
  addRecoveryKey,
  changePassphrase,
  listSlots,
  removeSlot,
  type SlotChange,
} from "../vault/keys/change-slots.ts";
import { vaultFiles } from "../vault/vault-files.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

type KeyMethods = "keys.list" | "keys.addPassphrase" | "keys.addRecovery" | "keys.changePassphrase" | "keys.remove";

/** The ways into the open vault. Each change asks for a secret that opens it: an unlocked window alone changes none. */
export function keyHandlers(engine: Engine): Pick<Handlers, KeyMethods> {
  const change = (secret: string): SlotChange => {
    const session = engine.session();
    const { path, publicKey } = session.vault.description;
    return { slotsPath: vaultFiles(path).slots, secret, chainKey: publicKey, now: nowOf(session) };
  };
  return {
    "keys.list": async () => listSlots(vaultFiles(engine.session().vault.description.path).slots),
    "keys.addPassphrase": async ({ secret, passphrase, label }) => addPassphrase(change(secret), passphrase, label),
    "keys.addRecovery": async ({ secret, label }) => addRecoveryKey(change(secret), label),
    "keys.changePassphrase": async ({ secret, passphrase }) => changePassphrase(change(secret), passphrase),
    "keys.remove": async ({ secret, id }) => {
      removeSlot(change(secret), id);
      return listSlots(change(secret).slotsPath);
    },
  };
}
