import type { AccountInfo, AuthenticationResult, DeviceCodeRequest } from "@azure/msal-node";
import { PublicClientApplication } from "@azure/msal-node";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { accessTokenClaims } from "./access-token-claims.ts";
import type { Account, SignIn, TokenOptions } from "./graph.ts";
import { signInInteractively } from "./interactive-sign-in.ts";
import { createMsalNetwork } from "./msal-network.ts";
import { msalSettings } from "./msal-settings.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { SignInSettings } from "./sign-in.ts";
import { needsPerson, signInError } from "./sign-in-error.ts";
import { systemClock } from "./system-clock.ts";
import { createTokenMemory } from "./token-memory.ts";

/** A person in the system's browser, or with a device code where there is none. */
export function createPersonSignIn(settings: SignInSettings): SignIn {
  const {
    cloud,
    clock,
    patience = systemClock,
    permissions: first = readPermissions(),
    timeoutMs = 5 * 60_000,
  } = settings;
  const network = createMsalNetwork(settings.transport);
  const client = new PublicClientApplication(msalSettings(settings, network, {}));
  const memory = createTokenMemory(clock);
  const exclusively = oneAtATime();
  let signingIn: Promise<Account> | undefined;

  const scopesOf = (permissions: readonly string[]) => permissions.map((permission) => `${cloud.graph}/${permission}`);

  async function cachedAccount(): Promise<AccountInfo | undefined> {
    const accounts = await client.getTokenCache().getAllAccounts();
    return accounts.find((account) => account.tenantId === cloud.tenantId);
  }

  /** What goes wrong inside comes out as an expected error. */
  async function attempt(work: () => Promise<AuthenticationResult | null>, asked: readonly string[]) {
    try {
      const result = await work();
      if (result === null) throw new ReinstateError("SIGN_IN_FAILED", "The sign-in gave no token. Sign in again.");
      if (result.tenantId !== cloud.tenantId) throw otherTenant();
      memory.keep(result, asked);
      return result;
    } catch (error) {
      throw signInError(error, network.lastFailure());
    }
  }

  function inBrowser(
    asked: readonly string[],
    more: { claims?: string; account?: AccountInfo; signal?: AbortSignal | undefined },
  ) {
    const { openBrowser } = settings;
    const { claims, account, signal } = more;
    if (openBrowser === undefined) throw claims === undefined ? nobodyThere() : nobodyToStepUp();
    const request = {
      scopes: scopesOf(asked),
      ...(claims === undefined ? {} : { claims }),
      ...(account === undefined ? { prompt: "select_account" } : { loginHint: account.username }),
    };
    const open = (url: string) => openBrowser(url, cloud.authority);
    return signInInteractively(client, request, { openBrowser: open, clock: patience, timeoutMs, signal });
  }

  async function withDeviceCode(show: (message: string) => void, signal: AbortSignal | undefined) {
    const request: DeviceCodeRequest = { scopes: scopesOf(first), deviceCodeCallback: ({ message }) => show(message) };
    const cancel = () => {
      request.cancel = true;
    };
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await client.acquireTokenByDeviceCode(request);
    } catch (error) {
      if (signal?.aborted === true) throw new ReinstateError("SIGN_IN_CANCELLED", "The sign-in was cancelled.");
      throw error;
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  async function withPerson(deviceCode: ((message: string) => void) | undefined, signal: AbortSignal | undefined) {
    return deviceCode === undefined ? inBrowser(first, { signal }) : withDeviceCode(deviceCode, signal);
  }

  /** The account of the cache, if it still gets a token without anybody's help. */
  async function quietly(): Promise<AuthenticationResult | undefined> {
    const account = await cachedAccount();
    if (account === undefined) return undefined;
    try {
      const result = await client.acquireTokenSilent({ account, scopes: scopesOf(first) });
      memory.keep(result, first);
      return result;
    } catch (error) {
      if (needsPerson(error)) return undefined;
      throw signInError(error, network.lastFailure());
    }
  }

  async function renewed(asked: readonly string[], { claims, renew = false }: TokenOptions): Promise<string> {
    const known = claims === undefined && !renew ? memory.token(asked) : undefined;
    if (known !== undefined) return known;
    const account = await cachedAccount();
    if (account === undefined) throw signInNeeded();
    const more = claims === undefined ? {} : { claims };
    const result = await attempt(async () => {
      try {
        return await client.acquireTokenSilent({ account, scopes: scopesOf(asked), forceRefresh: renew, ...more });
      } catch (error) {
        if (needsPerson(error)) return inBrowser(asked, { ...more, account });
        throw error;
      }
    }, asked);
    return result.accessToken;
  }

  return {
    signIn(options = {}) {
      const { deviceCode, signal } = options;
      // A second click joins the first sign-in instead of opening a second listener.
      signingIn ??= exclusively(async () => {
        const result = (await quietly()) ?? (await attempt(() => withPerson(deviceCode, signal), first));
        return accountOf(result);
      }).finally(() => {
        signingIn = undefined;
      });
      return signingIn;
    },
    async signOut() {
      memory.forget();
      for (const account of await client.getTokenCache().getAllAccounts()) await client.signOut({ account });
    },
    async account() {
      const account = await cachedAccount();
      if (account === undefined) return undefined;
      // Offline, or a person is needed: who it is stays known, what is allowed does not.
      const token = memory.token([]) ?? (await quietly().catch(() => undefined))?.accessToken;
      const { objectId, permissions } = accessTokenClaims(token ?? "");
      return {
        name: account.username,
        objectId: objectId ?? account.localAccountId,
        tenantId: account.tenantId,
        authentication: "delegated",
        permissions,
      };
    },
    async token(permissions, options = {}) {
      const known = options.claims === undefined && options.renew !== true ? memory.token(permissions) : undefined;
      return known ?? exclusively(() => renewed(permissions, options));
    },
  };
}

function accountOf(result: AuthenticationResult): Account {
  const { name, objectId, permissions } = accessTokenClaims(result.accessToken);
  const account = result.account;
  return {
    name: account?.username || name || result.uniqueId,
    objectId: objectId ?? account?.localAccountId ?? null,
    tenantId: result.tenantId,
    authentication: "delegated",
    permissions,
  };
}

function signInNeeded(): ReinstateError {
  return new ReinstateError("SIGN_IN_NEEDED", "Nobody is signed in, or more consent is needed. Sign in first.");
}

function nobodyThere(): ReinstateError {
  const message =
    "The sign-in has ended or needs a person, and nobody is there: no browser was opened. Run `reinstate signin` on a terminal, " +
    "or connect an application with a certificate (docs/connect-a-tenant.md, section 4).";
  return new ReinstateError("SIGN_IN_NEEDED", message);
}

function nobodyToStepUp(): ReinstateError {
  const message =
    "Conditional Access asks for a step-up (a second factor, another sign-in, a compliant device), and nobody is there: no browser was opened. " +
    "Run `reinstate signin` on a terminal, or have the policy except the account that captures; the tenant's sign-in log names the policy.";
  return new ReinstateError("SIGN_IN_NEEDED", message);
}

function otherTenant(): ReinstateError {
  return new ReinstateError(
    "SIGN_IN_FAILED",
    "The account belongs to another tenant. Sign in with one of this tenant.",
  );
}
