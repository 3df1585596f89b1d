import type { Allowance } from "./graph.ts";

/** Which cloud, tenant and application to talk to. Made from a cloud file, a national cloud's name or the demo. */
export interface Cloud {
  readonly name: string;
  /** `https://login.microsoftonline.com`, without the tenant. */
  readonly authority: string;
  /** `https://graph.microsoft.com`. */
  readonly graph: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** PEM with private key and certificate: unattended sign-in. */
  readonly certificatePath?: string;
  /** File that holds a client secret: unattended sign-in. */
  readonly secretPath?: string;
  readonly allowance: Allowance;
  /** True for the simulated tenant in the process. */
  readonly demo: boolean;
}

/** Whether the application signs in with a certificate or secret of its own, so that no person does. */
export function signsInByItself({
  certificatePath,
  secretPath,
}: Pick<Cloud, "certificatePath" | "secretPath">): boolean {
  return certificatePath !== undefined || secretPath !== undefined;
}
