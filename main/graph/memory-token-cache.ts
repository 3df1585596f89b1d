import type { TokenCacheStore } from "./token-cache.ts";

/** A token cache that lasts as long as whoever holds it. */
export function memoryTokenCache(): TokenCacheStore {
  let kept: string | undefined;
  return {
    read: async () => kept,
    write: async (text) => {
      kept = text;
    },
  };
}
