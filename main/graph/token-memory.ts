import type { AuthenticationResult } from "@azure/msal-node";
import type { Clock } from "./clock.ts";

/** The newest token. After a step-up the older ones, which msal-node may still hold, are never used again. */
export interface TokenMemory {
  /** The token, if it lasts and all of `permissions` are in it or have been asked for with it. */
  token(permissions: readonly string[]): string | undefined;
  keep(result: AuthenticationResult, asked: readonly string[]): void;
  forget(): void;
}

/** Renewed this long before it ends, so that a request under way does not outlive it. */
const marginMs = 5 * 60_000;

export function createTokenMemory(clock: Clock): TokenMemory {
  let kept: { token: string; endsAt: number; permissions: Set<string> } | undefined;
  return {
    token(permissions) {
      if (kept === undefined || kept.endsAt - marginMs <= clock.now()) return undefined;
      const { token, permissions: has } = kept;
      return permissions.every((permission) => has.has(permission.toLowerCase())) ? token : undefined;
    },
    keep(result, asked) {
      const granted = result.scopes.map((scope) => scope.slice(scope.lastIndexOf("/") + 1));
      kept = {
        token: result.accessToken,
        // msal-node counts by the machine's time; how long the token lasts is true of the tenant's time too.
        endsAt: clock.now() + (result.expiresOn?.getTime() ?? 0) - Date.now(),
        permissions: new Set([...granted, ...asked].map((permission) => permission.toLowerCase())),
      };
    },
    forget() {
      kept = undefined;
    },
  };
}
