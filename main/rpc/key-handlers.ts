import { vaultKeys } from "../flows/vault-keys.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

type KeyMethods = "keys.list" | "keys.addPassphrase" | "keys.addRecovery" | "keys.changePassphrase" | "keys.remove";

/** The ways into the open vault. Each change asks for a secret that opens it: an unlocked window alone changes none. */
export function keyHandlers(engine: Engine): Pick<Handlers, KeyMethods> {
  const keys = () => vaultKeys(engine.session());
  return {
    "keys.list": async () => keys().list(),
    "keys.addPassphrase": async ({ secret, passphrase, label }) => keys().addPassphrase(secret, passphrase, label),
    "keys.addRecovery": async ({ secret, label }) => keys().addRecovery(secret, label),
    "keys.changePassphrase": async ({ secret, passphrase }) => keys().changePassphrase(secret, passphrase),
    "keys.remove": async ({ secret, id }) => {
      keys().remove(secret, id);
      return keys().list();
    },
  };
}
