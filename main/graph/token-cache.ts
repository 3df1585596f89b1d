import type { ICachePlugin, TokenCacheContext } from "@azure/msal-node";

/** Where the token cache is kept: the vault's sealed values. */
export interface TokenCacheStore {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

/** msal-node's plugin: both callbacks are awaited, and a cache that cannot be read counts as nobody signed in. */
export function createTokenCachePlugin(store: TokenCacheStore): ICachePlugin {
  return {
    async beforeCacheAccess(context) {
      load(context, await store.read());
    },
    async afterCacheAccess(context) {
      if (context.cacheHasChanged) await store.write(context.tokenCache.serialize());
    },
  };
}

function load(context: TokenCacheContext, text: string | undefined): void {
  if (text === undefined) return;
  try {
    context.tokenCache.deserialize(text);
  } catch {
    // A broken snapshot would stay behind and break the next write too; the next sign-in replaces it.
    context.tokenCache.deserialize("");
  }
}
