import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { KeyStore } from "../vault/keys/key-store.ts";
import type { Errand } from "./engine-messages.ts";

/** The host's keystore as the engine's thread reaches it. A refusal of the host's is an error here. */
export function keystoreByErrands(backend: string, ask: (errand: Errand) => Promise<string | undefined>): KeyStore {
  const pass = async (what: "seal" | "unseal", content: Uint8Array) => {
    const answer = await ask({ what, argument: Buffer.from(content).toString("base64") });
    if (answer === undefined) throw refused();
    const [bytes = "", anew] = answer.split(" ");
    return { bytes: Buffer.from(bytes, "base64"), anew: anew === undefined ? undefined : Buffer.from(anew, "base64") };
  };
  return {
    backend,
    isAvailable: async () => {
      if ((await ask({ what: "keystore" })) === undefined) throw unanswered();
      return true;
    },
    seal: async (content) => (await pass("seal", content)).bytes,
    open: async (sealed, keep) => {
      const { bytes, anew } = await pass("unseal", sealed);
      if (anew !== undefined) keep?.(anew);
      return bytes;
    },
  };
}

/** The host has found one, which would protect a key. */
function unanswered(): ReinstateError {
  const message =
    "This computer's keystore does not answer. It may be asking for its password in a window of its own: give it there and start Reinstate again, or go on with the vault's passphrase.";
  return new ReinstateError("HOST_UNAVAILABLE", message);
}

function refused(): ReinstateError {
  return new ReinstateError("HOST_UNAVAILABLE", "This computer's keystore refused. Unlock it, then try again.");
}
