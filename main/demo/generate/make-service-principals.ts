import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import { mirroredProperties } from "../mirror-application.ts";
import { blankObject } from "./blank-objects.ts";
import { drawTime } from "./make-user.ts";
import { graphAppId, graphRoles, graphScopes, microsoftServices, microsoftTenantId } from "./microsoft-services.ts";

function addPrincipal(state: DemoState, more: MutableJsonObject): MutableJsonObject {
  const principal = { ...blankObject("servicePrincipal"), ...more, id: newId(state) };
  state.objects.servicePrincipal.set(principal.id, principal);
  return principal;
}

/** Graph and its neighbours, a gallery application with SAML, and a managed identity. */
export function makeForeignPrincipals(state: DemoState): void {
  for (const { appId, name } of microsoftServices) addPrincipal(state, microsoftPrincipal(state, appId, name));
  addPrincipal(state, {
    ...names("8adf8e6e-67b2-4cf2-a259-e3dc5476c621", "Fleetmaster Telematics", drawTime(state)),
    appOwnerOrganizationId: newId(state),
    applicationTemplateId: newId(state),
    appRoleAssignmentRequired: true,
    loginUrl: "https://login.fleetmaster.example/saml",
    preferredSingleSignOnMode: "saml",
    samlSingleSignOnSettings: { relayState: "/dashboard" },
    notificationEmailAddresses: [`identity@${state.domain}`],
    tags: ["WindowsAzureActiveDirectoryIntegratedApp", "WindowsAzureActiveDirectoryGalleryApplicationNonPrimaryV1"],
    signInAudience: "AzureADMultipleOrgs",
  });
  addPrincipal(state, {
    ...names(newId(state), "mi-route-optimiser", drawTime(state)),
    servicePrincipalType: "ManagedIdentity",
    appOwnerOrganizationId: state.tenantId,
    alternativeNames: [
      "isExplicit=True",
      `/subscriptions/${newId(state)}/resourcegroups/rg-routes/providers/identity/mi-route-optimiser`,
    ],
  });
}

function names(appId: string, displayName: string, createdDateTime: string): MutableJsonObject {
  return { appId, displayName, appDisplayName: displayName, servicePrincipalNames: [appId], createdDateTime };
}

function microsoftPrincipal(state: DemoState, appId: string, name: string): MutableJsonObject {
  const isGraph = appId === graphAppId;
  return {
    ...names(appId, name, drawTime(state)),
    appOwnerOrganizationId: microsoftTenantId,
    signInAudience: "AzureADMultipleOrgs",
    appRoles: isGraph ? graphRoles.map(role) : [],
    oauth2PermissionScopes: isGraph ? graphScopes.map(scope) : [],
  };
}

function role({ id, value }: { readonly id: string; readonly value: string }): MutableJsonObject {
  const description = `Allows the app to use ${value} without a signed-in user.`;
  return {
    id,
    value,
    description,
    displayName: value,
    allowedMemberTypes: ["Application"],
    isEnabled: true,
    origin: "Application",
  };
}

function scope({ id, value }: { readonly id: string; readonly value: string }): MutableJsonObject {
  return {
    id,
    value,
    type: value.endsWith(".All") ? "Admin" : "User",
    isEnabled: true,
    adminConsentDescription: `Allows the app to use ${value} on behalf of people.`,
    adminConsentDisplayName: value,
    userConsentDescription: `Allows the app to use ${value} for you.`,
    userConsentDisplayName: value,
  };
}

/** The tenant's own instance of an application. */
export function makePrincipalOf(state: DemoState, application: MutableJsonObject): MutableJsonObject {
  return addPrincipal(state, {
    ...mirroredProperties(application),
    appId: application.appId ?? "",
    appOwnerOrganizationId: state.tenantId,
    createdDateTime: application.createdDateTime ?? null,
    tags: ["WindowsAzureActiveDirectoryIntegratedApp", "HideApp"],
    verifiedPublisher: application.verifiedPublisher ?? null,
  });
}
