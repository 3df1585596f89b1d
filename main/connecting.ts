import type { Connection } from "../preload/contract/connection.ts";
import { ReinstateError } from "../preload/contract/reinstate-error.ts";
import { readPermissions } from "./catalogue/read-permissions.ts";
import { refuseCopyFolder } from "./copies/refuse-copy-folder.ts";
import { signInOptions } from "./flows/sign-in-options.ts";
import type { WorkControl } from "./flows/tenant-session.ts";
import { type Cloud, signsInByItself } from "./graph/cloud.ts";
import type { Account, Transport } from "./graph/graph.ts";
import { memoryTokenCache } from "./graph/memory-token-cache.ts";
import { createSignIn, type OpenBrowser } from "./graph/sign-in.ts";
import { systemClock } from "./graph/system-clock.ts";
import type { Log } from "./log/log.ts";
import { connectTenant, type OpenedTenant } from "./open-tenant.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";

interface ConnectingOptions {
  /** Where the vault will lie. */
  readonly folder: string;
  readonly transport: Transport;
  readonly openBrowser: OpenBrowser;
  readonly log?: Log | undefined;
}

/** A tenant that is about to be connected. Until its vault is made, the sign-in is kept in memory only. */
export class Connecting {
  readonly #options: ConnectingOptions;
  readonly #cloud: Cloud;
  readonly #tokens = memoryTokenCache();
  #account: Account | undefined;

  /** USAGE_INVALID if there is a vault already. */
  constructor(cloud: Cloud, options: ConnectingOptions) {
    if (isVaultFolder(options.folder))
      throw new ReinstateError(
        "USAGE_INVALID",
        `There is a vault in ${options.folder} already. Start Reinstate with --vault and another folder to connect another tenant.`,
      );
    refuseCopyFolder(options.folder);
    this.#cloud = cloud;
    this.#options = options;
  }

  describe(): Connection {
    const { name, tenantId, clientId, authority, graph } = this.#cloud;
    return {
      name,
      tenantId,
      clientId,
      hosts: [authority, graph].map((address) => new URL(address).host),
      unattended: signsInByItself(this.#cloud),
      permissions: readPermissions(),
      vaultPath: this.#options.folder,
    };
  }

  /** Errors: SIGN_IN_FAILED, SIGN_IN_CANCELLED, TENANT_UNREACHABLE, HOST_UNAVAILABLE. `byCode`: the code comes as progress. */
  async signIn(byCode: boolean, control: WorkControl): Promise<Account> {
    const { transport, openBrowser } = this.#options;
    const signIn = createSignIn({
      cloud: this.#cloud,
      transport,
      openBrowser,
      cache: this.#tokens,
      clock: systemClock,
    });
    this.#account = await signIn.signIn(signInOptions(byCode, control));
    return this.#account;
  }

  /** Makes the vault, with the sign-in and the way to the tenant sealed in it. Errors: USAGE_INVALID, DISK_*. */
  async protect(name: string, passphrase: string): Promise<OpenedTenant> {
    if (this.#account === undefined)
      throw new ReinstateError("SIGN_IN_NEEDED", "Nobody is signed in yet. Sign in first; then the vault is made.");
    const tokens = await this.#tokens.read();
    return connectTenant({ ...this.#options, cloud: this.#cloud, name, passphrase, tokens });
  }
}
