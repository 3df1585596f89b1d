import type { ChosenProxy } from "./proxy-variables.ts";

/** What the open vault is connected to, and by what right. */
export interface TenantFacts {
  readonly tenant: { readonly id: string; readonly name: string };
  readonly vaultPath: string;
  /** Null: no tenant is connected, so that the vault can only be read. */
  readonly connection: TenantConnection | null;
  readonly network: NetworkFacts;
}

export interface TenantConnection {
  /** "global", what a cloud file calls it, or the demo. */
  readonly cloud: string;
  readonly clientId: string;
  /** Of the sign-in and of Graph: nothing else is reached. */
  readonly hosts: readonly string[];
  /** person: by the system's browser. application: by its own certificate or secret. simulated: the demo. */
  readonly signsIn: "person" | "application" | "simulated";
  readonly permissions: readonly PermissionFact[];
}

/** asked: by a recovery, when its plan is about to run. unknown: no snapshot wrote down what its token held. */
export interface PermissionFact {
  readonly name: string;
  readonly state: "granted" | "missing" | "asked" | "unknown";
}

/** As it was when Reinstate started; without passwords. */
export interface NetworkFacts {
  /** "proxy.contoso.com:8080"; null: none. */
  readonly proxy: string | null;
  readonly proxyFrom: ChosenProxy["from"];
  /** Reached without the proxy. */
  readonly without: string | null;
  readonly extraCertificates: boolean;
}
