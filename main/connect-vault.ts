import { randomBytes } from "node:crypto";
import { ReinstateError } from "../preload/contract/reinstate-error.ts";
import type { TenantSession } from "./flows/tenant-session.ts";
import type { Clock } from "./graph/clock.ts";
import type { Cloud } from "./graph/cloud.ts";
import { createGraph } from "./graph/create-graph.ts";
import type { Transport } from "./graph/graph.ts";
import { kindOfCloud } from "./graph/kind-of-cloud.ts";
import { createRateLimiter } from "./graph/rate-limiter.ts";
import { createSignIn, type OpenBrowser } from "./graph/sign-in.ts";
import { systemClock } from "./graph/system-clock.ts";
import type { Log } from "./log/log.ts";
import type { Vault } from "./vault/vault.ts";

/** Where the sign-in and the tokens are sealed in the vault. */
export const tokenCacheName = "token-cache";

export interface Reach {
  readonly cloud: Cloud;
  readonly transport: Transport;
  readonly openBrowser: OpenBrowser | undefined;
  readonly clock: Clock;
}

/** Without a cloud every request is refused with a sentence; the vault can be read all the same. */
export function offline(vault: Vault): Reach {
  const refuse = async () => {
    throw new ReinstateError(
      "SIGN_IN_NEEDED",
      "No tenant is connected: give --cloud FILE.json (see docs/connect-a-tenant.md).",
    );
  };
  const { tenantId, tenantName } = vault.description;
  const allowance = { readUnitsPer10s: 1, writesPerSecond: 1, conditionalAccessPerSecond: 1 };
  const cloud = {
    name: tenantName,
    authority: "https://login.invalid",
    graph: "https://graph.invalid",
    tenantId,
    clientId: "none",
    allowance,
    demo: false,
  };
  return { cloud, transport: refuse, openBrowser: refuse, clock: systemClock };
}

export function connect(
  vault: Vault,
  { cloud, transport, openBrowser, clock }: Reach,
  { log, readOnly = false }: { readonly log?: Log | undefined; readonly readOnly?: boolean | undefined },
): TenantSession {
  log?.write("vault.opened", { cloud: kindOfCloud(cloud), snapshots: vault.snapshots().length, readOnly });
  const cache = {
    read: async () => {
      const bytes = vault.secret(tokenCacheName);
      return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
    },
    write: async (text: string) => vault.setSecret(tokenCacheName, Buffer.from(text, "utf8")),
  };
  // The limits are the tenant's: every Graph of this session keeps them together.
  const limiter = createRateLimiter(cloud.allowance, clock);
  limiter.use(vault.allowanceShare());
  const sessionOf = (browser: Reach["openBrowser"]): TenantSession => {
    const opening = browser === undefined ? {} : { openBrowser: browser };
    const signIn = createSignIn({ cloud, transport, cache, clock, ...opening });
    return {
      vault,
      cloud,
      signIn,
      clock,
      graph: (permissions) => createGraph({ cloud, transport, signIn, permissions, clock, limiter, log }),
      limitTo: (percent) => limiter.use(percent),
      log,
      newId: () => randomBytes(16).toString("hex"),
    };
  };
  return { ...sessionOf(openBrowser), unattended: () => sessionOf(undefined) };
}
