import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoState } from "../demo-state.ts";
import { castNames, named } from "../tenant-cast.ts";
import { drawTime } from "./make-user.ts";

/** Ids of the singletons, as Graph gives them. */
export const singletonIds = {
  authenticationMethodsPolicy: "authenticationMethodsPolicy",
  authorizationPolicy: "authorizationPolicy",
} as const;

const everybody = { targetType: "group", id: "all_users", isRegistrationRequired: false };
const nobody = { targetType: "group", id: "00000000-0000-0000-0000-000000000000" };

function method(id: string, typeWord: string, state: "enabled" | "disabled", more: JsonObject): JsonObject {
  const type = `#microsoft.graph.${typeWord}AuthenticationMethodConfiguration`;
  return { "@odata.type": type, id, state, excludeTargets: [], includeTargets: [everybody], ...more };
}

function feature(state: string): JsonObject {
  return { state, includeTarget: { targetType: "group", id: "all_users" }, excludeTarget: nobody };
}

function methods(passkeys: string): readonly JsonObject[] {
  return [
    method("Fido2", "fido2", "enabled", {
      isSelfServiceRegistrationAllowed: true,
      isAttestationEnforced: true,
      keyRestrictions: {
        isEnforced: true,
        enforcementType: "allow",
        aaGuids: ["90a3ccdf-635c-4729-a248-9b709135078f", "de1e552d-db1d-4423-a619-566b625cdc84"],
      },
      includeTargets: [{ targetType: "group", id: passkeys, isRegistrationRequired: true }],
    }),
    method("MicrosoftAuthenticator", "microsoftAuthenticator", "enabled", {
      isSoftwareOathEnabled: false,
      featureSettings: {
        displayAppInformationRequiredState: feature("enabled"),
        displayLocationInformationRequiredState: feature("enabled"),
      },
      includeTargets: [{ ...everybody, isRegistrationRequired: true, authenticationMode: "any" }],
    }),
    method("Sms", "sms", "disabled", { includeTargets: [{ ...everybody, isUsableForSignIn: false }] }),
    method("Voice", "voice", "disabled", { isOfficePhoneAllowed: false }),
    method("TemporaryAccessPass", "temporaryAccessPass", "enabled", {
      defaultLength: 12,
      defaultLifetimeInMinutes: 60,
      isUsableOnce: true,
      maximumLifetimeInMinutes: 480,
      minimumLifetimeInMinutes: 60,
    }),
    method("SoftwareOath", "softwareOath", "enabled", {}),
    method("Email", "email", "enabled", { allowExternalIdToUseEmailOtp: "default" }),
    method("QRCodePin", "qrCodePin", "disabled", { pinLength: 8, standardQRCodeLifetimeInDays: 365 }),
    method("X509Certificate", "x509Certificate", "disabled", {
      certificateUserBindings: [
        {
          x509CertificateField: "PrincipalName",
          userProperty: "userPrincipalName",
          priority: 1,
          trustAffinityLevel: "low",
        },
        {
          x509CertificateField: "RFC822Name",
          userProperty: "userPrincipalName",
          priority: 2,
          trustAffinityLevel: "low",
        },
      ],
      authenticationModeConfiguration: {
        x509CertificateAuthenticationDefaultMode: "x509CertificateSingleFactor",
        x509CertificateDefaultRequiredAffinityLevel: "low",
        rules: [],
      },
      certificateAuthorityScopes: [],
      crlValidationConfiguration: { state: "disabled", exemptedCertificateAuthoritiesSubjectKeyIdentifiers: [] },
      issuerHintsConfiguration: { state: "disabled" },
    }),
  ];
}

export function makeAuthenticationMethodsPolicy(state: DemoState): void {
  const id = singletonIds.authenticationMethodsPolicy;
  const campaign = {
    state: "enabled",
    snoozeDurationInDays: 1,
    includeTargets: [{ targetType: "group", id: "all_users", targetedAuthenticationMethod: "microsoftAuthenticator" }],
    excludeTargets: [],
  };
  state.objects.authenticationMethodsPolicy.set(id, {
    id,
    displayName: "Authentication Methods Policy",
    description: "The tenant-wide policy that controls which authentication methods are allowed in the tenant",
    lastModifiedDateTime: drawTime(state, 1),
    policyVersion: "1.5",
    policyMigrationState: "migrationComplete",
    reconfirmationInDays: null,
    registrationEnforcement: { authenticationMethodsRegistrationCampaign: campaign },
    authenticationMethodConfigurations: methods(String(named(state, "group", castNames.passkeyGroup).id)),
  });
}

/** What people and guests may do by themselves: as a careful tenant sets it. */
export function makeAuthorizationPolicy(state: DemoState): void {
  const id = singletonIds.authorizationPolicy;
  state.objects.authorizationPolicy.set(id, {
    id,
    deletedDateTime: null,
    displayName: "Authorization Policy",
    description: "Used to manage authorization related settings across the company.",
    allowInvitesFrom: "adminsAndGuestInviters",
    allowedToSignUpEmailBasedSubscriptions: false,
    allowedToUseSSPR: true,
    allowEmailVerifiedUsersToJoinOrganization: false,
    allowUserConsentForRiskyApps: false,
    blockMsolPowerShell: true,
    guestUserRoleId: "2af84b1e-32c8-42b7-82bc-daa82404023b",
    defaultUserRolePermissions: {
      allowedToCreateApps: false,
      allowedToCreateSecurityGroups: false,
      allowedToCreateTenants: false,
      allowedToReadBitlockerKeysForOwnedDevice: true,
      allowedToReadOtherUsers: true,
      permissionGrantPoliciesAssigned: ["ManagePermissionGrantsForSelf.microsoft-user-default-low"],
    },
  });
}
