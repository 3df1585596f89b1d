import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { KeyStore } from "../vault/keys/key-store.ts";
import type { Errand } from "./engine-messages.ts";

/** The host's keystore as the engine's thread reaches it. A refusal of the host's is an error here. */
export function keystoreByErrands(backend: string, ask: (errand: Errand) => Promise<string | undefined>): KeyStore {
  const pass = async (what: "seal" | "unseal", content: Uint8Array) => {
    const answer = await ask({ what, argument: Buffer.from(content).toString("base64") });
    if (answer === undefined) throw refused();
    return Buffer.from(answer, "base64");
  };
  return {
    backend,
    isAvailable: async () => true,
    seal: (content) => pass("seal", content),
    open: (sealed) => pass("unseal", sealed),
  };
}

function refused(): ReinstateError {
  return new ReinstateError("HOST_UNAVAILABLE", "This computer's keystore refused. Unlock it, then try again.");
}
