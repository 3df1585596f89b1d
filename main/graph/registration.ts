import {
  hiddenMembershipPermission,
  leaveDatePermission,
  readPermissions,
  securityAttributesPermission,
} from "../catalogue/read-permissions.ts";
import type { NationalCloudName } from "./national-clouds.ts";

/** Microsoft Graph itself, in every cloud. */
export const graphAppId = "00000003-0000-0000-c000-000000000000";

/** msal-node asks for these with every sign-in of a person: who it is, and a refresh token. */
export const signInPermissions: readonly string[] = ["openid", "profile", "offline_access"];

/** How the application that Reinstate signs in with is registered in a tenant. */
export interface Registration {
  readonly cloud: NationalCloudName;
  /** With a certificate and application permissions, instead of a person's delegated ones. */
  readonly unattended: boolean;
  /** Whether members of groups with hidden membership are to be read. */
  readonly hiddenMembers: boolean;
  /** Whether custom security attributes are to be read. */
  readonly securityAttributes: boolean;
  /** Whether the days on which people leave are to be read. */
  readonly leaveDates: boolean;
}

/** What the registration asks an administrator to consent to: reading alone. */
export function registeredPermissions({
  unattended,
  hiddenMembers,
  securityAttributes,
  leaveDates,
}: Omit<Registration, "cloud">): readonly string[] {
  const reading = [
    ...readPermissions(),
    ...(hiddenMembers ? [hiddenMembershipPermission] : []),
    ...(securityAttributes ? [securityAttributesPermission] : []),
    ...(leaveDates ? [leaveDatePermission] : []),
  ];
  return unattended ? reading : [...signInPermissions, ...reading];
}

/** The name that people find it by in the portal. */
export function registeredName({ unattended }: Pick<Registration, "unattended">): string {
  return unattended ? "Reinstate unattended" : "Reinstate";
}
