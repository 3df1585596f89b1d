import type { ReactNode } from "react";
import { createContext, use, useEffect, useState } from "react";
import type { Client } from "../bridge/client.ts";
import { useClient } from "../bridge/client-context.tsx";
import type { SealingKey } from "./sealing-key.ts";
import { takeSealingKey } from "./sealing-key.ts";
import { VaultCache } from "./vault-cache.ts";

const VaultCacheContext = createContext<VaultCache | null>(null);

/** Opens what is kept for the open vault; with the session it is closed, and the key forgotten. */
export function VaultCacheProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const [cache, setCache] = useState<VaultCache | null>(null);
  useEffect(() => {
    let left = false;
    let opened: VaultCache | undefined;
    void keyOf(client).then((key) => {
      if (left) return;
      opened = new VaultCache(key);
      setCache(opened);
    });
    const ending = client.on("session.didChange", ({ state }) => {
      if (state !== "open") return opened?.close();
      void keyOf(client).then((key) => (key === undefined ? undefined : opened?.moveTo(key)));
    });
    return () => {
      left = true;
      ending();
      opened?.close();
    };
  }, [client]);
  return <VaultCacheContext value={cache}>{children}</VaultCacheContext>;
}

/** Null until it is known whether there is a key. */
export function useVaultCache(): VaultCache | null {
  return use(VaultCacheContext);
}

/** Undefined where the vault was locked meanwhile, or the window cannot seal: nothing is kept then. */
async function keyOf(client: Client): Promise<SealingKey | undefined> {
  try {
    return await takeSealingKey((await client.call("session.windowKey", {})).bytes);
  } catch {
    return undefined;
  }
}
