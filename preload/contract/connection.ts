/** Microsoft's clouds; an application is registered in one of them and works in no other. */
export const cloudNames = ["global", "us-gov-l4", "us-gov-l5", "china"] as const;
export type CloudName = (typeof cloudNames)[number];

/** Of a vault that is made in the window. */
export const shortestPassphrase = 12;

/** A tenant that is about to be connected: nothing of it is kept before its vault is made. */
export interface Connection {
  /** The cloud's name, or what a cloud file calls the tenant. */
  readonly name: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Hosts that are reached: of the sign-in and of Graph. */
  readonly hosts: readonly string[];
  /** The application signs in by itself (a certificate or secret of a cloud file): nobody is asked. */
  readonly unattended: boolean;
  /** What the sign-in asks for: reading only. */
  readonly permissions: readonly string[];
  /** Where the vault will lie. */
  readonly vaultPath: string;
}
