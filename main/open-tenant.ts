import { connect, offline, tokenCacheName } from "./connect-vault.ts";
import type { OpenedReview } from "./flows/open-for-review.ts";
import type { TenantSession } from "./flows/tenant-session.ts";
import type { Cloud } from "./graph/cloud.ts";
import { documentedAllowance } from "./graph/documented-allowance.ts";
import type { Transport } from "./graph/graph.ts";
import type { OpenBrowser } from "./graph/sign-in.ts";
import { systemClock } from "./graph/system-clock.ts";
import { transportFetch } from "./graph/transport-fetch.ts";
import type { Log } from "./log/log.ts";
import { openOrCreate } from "./tenant-vault.ts";
import type { OpenVaultOptions } from "./vault/open-vault.ts";
import type { Vault } from "./vault/vault.ts";
import type { VaultUse } from "./vault/vault-lock.ts";

const cloudName = "cloud";

export interface OpenTenantOptions {
  readonly folder: string;
  readonly passphrase: () => Promise<string>;
  /** Instead of the passphrase, where a keystore opened a slot. */
  readonly keys?: NonNullable<OpenVaultOptions["keys"]>;
  /** See CreateVaultOptions. */
  readonly passphraseCost?: number | undefined;
  /** Absent: only what is in the vault can be looked at. */
  readonly cloud?: Cloud;
  readonly create: boolean;
  /** See OpenVaultOptions. */
  readonly acceptHead?: boolean;
  readonly readOnly?: boolean;
  readonly tenant?: { readonly id: string; readonly name: string };
  /** See OpenVaultOptions. */
  readonly use?: VaultUse | undefined;
  /** Undefined where nobody is there: what needs a person ends with SIGN_IN_NEEDED. */
  readonly openBrowser: OpenBrowser | undefined;
  /** The network if absent. */
  readonly transport?: Transport;
  readonly log?: Log | undefined;
}

export interface OpenedTenant extends TenantSession {
  close(): Promise<void>;
}

/** A real tenant's session: the vault, and Graph behind it where a cloud is given. */
export async function openTenant(options: OpenTenantOptions): Promise<OpenedTenant> {
  const vault = await openOrCreate(options);
  const cloud = options.cloud ?? cloudKeptIn(vault);
  const reach =
    cloud === undefined
      ? offline(vault)
      : { cloud, transport: options.transport ?? transportFetch, openBrowser: options.openBrowser, clock: systemClock };
  return { ...connect(vault, reach, options), close: async () => vault.close() };
}

export interface ConnectTenantOptions {
  readonly folder: string;
  readonly cloud: Cloud;
  /** What the vault calls the tenant. */
  readonly name: string;
  readonly passphrase: string;
  /** Of the person who has signed in; undefined where an application does. */
  readonly tokens: string | undefined;
  readonly transport: Transport;
  readonly openBrowser: OpenBrowser;
  readonly log?: Log | undefined;
}

/** A new vault, with the way to its tenant and the sign-in sealed in it: from now on it needs no cloud file. */
export async function connectTenant(options: ConnectTenantOptions): Promise<OpenedTenant> {
  const { folder, cloud, name, passphrase, tokens, transport, openBrowser } = options;
  const tenant = { id: cloud.tenantId, name };
  const ask = async () => passphrase;
  const vault = await openOrCreate({ folder, passphrase: ask, create: true, tenant, openBrowser, use: "window" });
  vault.setSecret(cloudName, Buffer.from(JSON.stringify(cloud), "utf8"));
  if (tokens !== undefined) vault.setSecret(tokenCacheName, Buffer.from(tokens, "utf8"));
  const reach = { cloud, transport, openBrowser, clock: systemClock };
  return { ...connect(vault, reach, options), close: async () => vault.close() };
}

function cloudKeptIn(vault: Vault): Cloud | undefined {
  const bytes = vault.secret(cloudName);
  if (bytes === undefined) return undefined;
  // Sealed as it was read out of a cloud file, which had to be in order. The limits are those of today.
  const kept = JSON.parse(Buffer.from(bytes).toString("utf8")) as Cloud;
  return { ...kept, allowance: documentedAllowance() };
}

/** A session over exported snapshots: no tenant behind it, and nothing left of it when it is closed. */
export function sessionOfReview(review: OpenedReview): OpenedTenant {
  return { ...connect(review.vault, offline(review.vault), {}), close: () => review.erase() };
}
