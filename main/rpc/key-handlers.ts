import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { nowOf } from "../flows/tenant-session.ts";
import { giveNewKey, vaultKeys } from "../flows/vault-keys.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

type KeyMethods =
  | "keys.list"
  | "keys.addPassphrase"
  | "keys.addKeystore"
  | "keys.addRecovery"
  | "keys.changePassphrase"
  | "keys.remove"
  | "keys.rekey";

/** The ways into the open vault. Each change asks for a secret that opens it: an unlocked window alone changes none. */
export function keyHandlers(engine: Engine): Pick<Handlers, KeyMethods> {
  const keys = () => vaultKeys(engine.session());
  return {
    "keys.list": async () => keys().list(),
    "keys.addPassphrase": async ({ secret, passphrase, label }) => keys().addPassphrase(secret, passphrase, label),
    "keys.addKeystore": ({ secret }) => keys().addKeystore(secret, engine.options.keyStore),
    "keys.addRecovery": async ({ secret, label }) => keys().addRecovery(secret, label),
    "keys.changePassphrase": async ({ secret, passphrase }) => keys().changePassphrase(secret, passphrase),
    "keys.remove": async ({ secret, id }) => {
      keys().remove(secret, id);
      return keys().list();
    },
    "keys.rekey": async ({ secret }) => {
      await rekey(engine, secret);
      return keys().list();
    },
  };
}

async function rekey(engine: Engine, secret: string): Promise<void> {
  const session = engine.session();
  if (session.cloud.demo) {
    const message = "The demo's vault opens by itself; a new key would protect nothing. Try it on a tenant's vault.";
    throw new ReinstateError("USAGE_INVALID", message);
  }
  // Whoever cannot open the vault does not get it closed either.
  vaultKeys(session).prove(secret);
  const now = nowOf(session);
  const { path: folder } = session.vault.description;
  await engine.whileClosed(secret, () => giveNewKey({ folder, secret, now }));
}
