import { objectTypes } from "../../preload/contract/directory-object.ts";
import { proxyIn } from "../../preload/contract/proxy-variables.ts";
import type {
  NetworkFacts,
  PermissionFact,
  TenantConnection,
  TenantFacts,
} from "../../preload/contract/tenant-facts.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { type Cloud, signsInByItself } from "../graph/cloud.ts";
import type { Vault } from "../vault/vault.ts";
import type { TenantSession } from "./tenant-session.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What a vault that no tenant is behind is given as its cloud. */
const nowhere = ".invalid";

/** What the window works on: which tenant, reached how, with which permissions. */
export function tenantFacts(
  { vault, cloud }: Pick<TenantSession, "vault" | "cloud">,
  environment: Environment,
): TenantFacts {
  const { tenantId, tenantName, path } = vault.description;
  const isConnected = !new URL(cloud.graph).hostname.endsWith(nowhere);
  return {
    tenant: { id: tenantId, name: tenantName },
    vaultPath: path,
    connection: isConnected || cloud.demo ? connectionOf(vault, cloud) : null,
    network: networkFacts(environment),
  };
}

function connectionOf(vault: Vault, cloud: Cloud): TenantConnection {
  const { name, clientId, authority, graph, demo } = cloud;
  return {
    cloud: name,
    clientId,
    hosts: demo ? [] : [...new Set([authority, graph].map((address) => new URL(address).host))],
    signsIn: whoSignsIn(cloud),
    permissions: permissionFacts(vault),
  };
}

/** As whom Reinstate is known to the tenant. */
export function whoSignsIn(cloud: Cloud): TenantConnection["signsIn"] {
  if (cloud.demo) return "simulated";
  return signsInByItself(cloud) ? "application" : "person";
}

/** What the token of the newest capture that wrote it down held. */
function permissionFacts(vault: Vault): readonly PermissionFact[] {
  const read = readPermissions();
  const newest = vault.snapshots().findLast(({ types }) => Object.values(types).some(({ reading }) => reading));
  const readings = Object.values(newest?.types ?? {}).flatMap(({ reading }) => reading ?? []);
  const granted = new Set(readings.flatMap((reading) => reading.granted));
  const missing = new Set(readings.flatMap((reading) => reading.missing));
  const state = (name: string) => (granted.has(name) ? "granted" : missing.has(name) ? "missing" : "unknown");
  const written = new Set(objectTypes.flatMap((type) => definitionOf(type).writePermissions));
  return [
    ...read.map((name) => ({ name, state: state(name) }) as const),
    ...[...written].filter((name) => !read.includes(name)).map((name) => ({ name, state: "asked" }) as const),
  ];
}

export function networkFacts(environment: Environment): NetworkFacts {
  const { proxy, without, from } = proxyIn(environment);
  return {
    proxy: proxy === undefined ? null : hostOf(proxy),
    proxyFrom: from,
    without: without ?? null,
    extraCertificates: (environment.NODE_EXTRA_CA_CERTS ?? "") !== "",
  };
}

/** Never its name and password. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "an address that cannot be read";
}
