import type { Configuration, NodeAuthOptions } from "@azure/msal-node";
import type { MsalNetwork } from "./msal-network.ts";
import type { SignInSettings } from "./sign-in.ts";
import { createTokenCachePlugin } from "./token-cache.ts";

/** The configuration that both kinds of sign-in share. */
export function msalSettings(
  { cloud, cache }: Pick<SignInSettings, "cloud" | "cache">,
  network: MsalNetwork,
  credential: Partial<NodeAuthOptions>,
): Configuration {
  return {
    auth: {
      clientId: cloud.clientId,
      authority: `${cloud.authority}/${cloud.tenantId}`,
      // Host names only: an address in here matches nothing, and the authority counts as unknown.
      knownAuthorities: [new URL(cloud.authority).host],
      // We answer claims challenges, so the service may send them.
      clientCapabilities: ["CP1"],
      ...credential,
    },
    cache: { cachePlugin: createTokenCachePlugin(cache) },
    system: { networkClient: network.module },
  };
}
