import type { Clock } from "./clock.ts";
import { type Cloud, signsInByItself } from "./cloud.ts";
import type { SignIn, Transport } from "./graph.ts";
import type { TokenCacheStore } from "./token-cache.ts";

/** Opens an address of the sign-in service in the system's browser; `authority` is the cloud's, by which the address is checked. */
export type OpenBrowser = (url: string, authority: string) => Promise<void>;

export interface SignInSettings {
  readonly cloud: Cloud;
  /** Everything goes over it, the sign-in service included. */
  readonly transport: Transport;
  readonly cache: TokenCacheStore;
  /** Opens the system's browser. Absent (no screen, a scheduled run): what needs a person ends with SIGN_IN_NEEDED. */
  readonly openBrowser?: OpenBrowser;
  /** The tenant's time, by which tokens end. */
  readonly clock: Clock;
  /** The time of the person at the browser; the system's clock if absent. */
  readonly patience?: Clock;
  /**
   * What the first sign-in asks for: read permissions only. Writing is asked for through `token` when a plan is to
   * run. All that the catalogue reads if absent.
   */
  readonly permissions?: readonly string[];
  /** How long a person may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/**
 * Sign-in with msal-node for the cloud's tenant: a certificate or a secret where the cloud names one, else a person.
 * Errors: SIGN_IN_NEEDED, SIGN_IN_FAILED, SIGN_IN_CANCELLED, TENANT_UNREACHABLE, and USAGE_* for the credential's file.
 */
export function createSignIn(settings: SignInSettings): SignIn {
  let loading: Promise<SignIn> | undefined;
  const loaded = () => {
    loading ??= load(settings);
    return loading;
  };
  return {
    signIn: async (options) => (await loaded()).signIn(options),
    signOut: async () => (await loaded()).signOut(),
    account: async () => (await loaded()).account(),
    token: async (permissions, options) => (await loaded()).token(permissions, options),
  };
}

/** msal-node takes longer to load than most commands take that never sign in. */
async function load(settings: SignInSettings): Promise<SignIn> {
  if (signsInByItself(settings.cloud)) {
    const { createApplicationSignIn } = await import("./application-sign-in.ts");
    return createApplicationSignIn(settings);
  }
  const { createPersonSignIn } = await import("./person-sign-in.ts");
  return createPersonSignIn(settings);
}
