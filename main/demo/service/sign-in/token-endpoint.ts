import type { JsonObject } from "../../../../preload/contract/json-value.ts";
import type { DemoState } from "../../demo-state.ts";
import { applicationTokens } from "./application-tokens.ts";
import { askedScopes } from "./asked-scopes.ts";
import type { AuthorizationCodes } from "./authorization-codes.ts";
import type { Consents } from "./consents.ts";
import type { DeviceCodes } from "./device-codes.ts";
import type { PersonGrant } from "./person-tokens.ts";
import { personTokens } from "./person-tokens.ts";
import { SignInRefusal } from "./sign-in-refusal.ts";
import type { SignedTokens } from "./signed-tokens.ts";
import { stillAllowed, whoSignsIn } from "./who-signs-in.ts";

export interface TokenIssuers {
  readonly state: DemoState;
  readonly tokens: SignedTokens;
  readonly consents: Consents;
  readonly codes: AuthorizationCodes;
  readonly devices: DeviceCodes;
}

/** POST /{tenant}/oauth2/v2.0/token at `origin`: tokens for whatever kind of grant the form brings. */
export function answerTokenRequest(issuers: TokenIssuers, origin: string, form: URLSearchParams): JsonObject {
  const { state, tokens } = issuers;
  if (form.get("grant_type") === "client_credentials") return applicationTokens(state, tokens, origin, form);
  const grant = personGrant(issuers, form);
  return personTokens(state, tokens, origin, stillAllowed(state, grant.userId), grant);
}

function personGrant(issuers: TokenIssuers, form: URLSearchParams): PersonGrant {
  switch (form.get("grant_type")) {
    case "authorization_code":
      return issuers.codes.redeem(form);
    case "refresh_token":
      return refreshed(issuers, form);
    case "device_code":
    case "urn:ietf:params:oauth:grant-type:device_code":
      return fromDevice(issuers, form);
    default:
      throw new SignInRefusal("unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
  }
}

/** Renews what was consented to. More than that needs a person: AADSTS65001. */
function refreshed({ tokens, consents }: TokenIssuers, form: URLSearchParams): PersonGrant {
  const refresh = tokens.read(form.get("refresh_token") ?? "");
  if (refresh?.use !== "refresh" || refresh.clientId !== form.get("client_id")) {
    throw new SignInRefusal("invalid_grant", 9002313, "The refresh token is malformed.");
  }
  const asked = askedScopes(form.get("scope"));
  const [clientId, userId] = [String(refresh.clientId), String(refresh.userId)];
  const consented = consents.give(clientId, userId, refresh.consented as readonly string[]);
  const missing = asked.permissions.filter((permission) => !consented.includes(permission));
  if (missing.length > 0) {
    const message = `The user or administrator has not consented to use the application with ${missing.join(", ")}.`;
    throw new SignInRefusal("invalid_grant", 65001, message, "consent_required");
  }
  const resource = asked.resource === "" ? String(refresh.resource) : asked.resource;
  return { clientId, userId, resource, consented, claims: form.get("claims") };
}

function fromDevice({ state, devices, consents }: TokenIssuers, form: URLSearchParams): PersonGrant {
  const { clientId, scope } = devices.redeem(form.get("device_code") ?? "");
  const { resource, permissions } = askedScopes(scope);
  const userId = String(whoSignsIn(state, null).id);
  return { clientId, userId, resource, consented: consents.give(clientId, userId, permissions) };
}
