import type { JsonObject } from "../../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "../../demo-state.ts";
import { newId } from "../../demo-state.ts";
import { cast } from "../../tenant-cast.ts";
import type { SignedTokens } from "./signed-tokens.ts";

/** How long an access token lasts, in seconds of the tenant's clock. */
export const tokenLifeSeconds = 3600;

/** Where the person who recovers sits, and the programs with them. */
export const demoAddress = cast.recoveryAdmin.address;

/** Template id of the Global Administrator role: whoever signs in may consent to everything. */
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

export interface PersonGrant {
  readonly clientId: string;
  readonly userId: string;
  readonly resource: string;
  /** All that was consented to, in this sign-in and before. */
  readonly consented: readonly string[];
  readonly nonce?: string | undefined;
  /** The `claims` parameter: an authentication context that a protected action asks for. */
  readonly claims?: string | null | undefined;
}

/** The token endpoint's answer for a person, with a new refresh token each time. */
export function personTokens(
  state: DemoState,
  tokens: SignedTokens,
  origin: string,
  person: MutableJsonObject,
  grant: PersonGrant,
): JsonObject {
  const seconds = Math.floor(state.clockMs / 1000);
  const { tenantId } = state;
  const { clientId, resource, consented } = grant;
  const times = { iat: seconds, nbf: seconds, exp: seconds + tokenLifeSeconds };
  const who = {
    oid: person.id ?? null,
    tid: tenantId,
    name: person.displayName ?? null,
    uti: newId({ random: seconds }),
  };
  const upn = person.userPrincipalName ?? null;
  const access = {
    aud: resource,
    iss: `https://sts.windows.net/${tenantId}/`,
    ...times,
    ...who,
    appid: clientId,
    app_displayname: "Reinstate",
    idtyp: "user",
    ipaddr: demoAddress,
    scp: consented.join(" "),
    sub: who.oid,
    unique_name: upn,
    upn,
    ver: "1.0",
    wids: [globalAdministrator],
    ...contextClaims(grant.claims),
  };
  const identity = {
    aud: clientId,
    iss: `${origin}/${tenantId}/v2.0`,
    ...times,
    ...who,
    preferred_username: upn,
    sub: who.oid,
    ver: "2.0",
    ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
  };
  const refresh = { use: "refresh", clientId, userId: who.oid, resource, consented, number: newId(state) };
  return {
    token_type: "Bearer",
    scope: ["openid", "profile", ...consented.map((name) => `${resource}/${name}`)].join(" "),
    expires_in: tokenLifeSeconds,
    ext_expires_in: tokenLifeSeconds,
    access_token: tokens.write(access),
    refresh_token: tokens.write(refresh),
    id_token: tokens.write(identity),
    client_info: Buffer.from(JSON.stringify({ uid: who.oid, utid: tenantId })).toString("base64url"),
  };
}

/** `acrs` as asked for by `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`. */
function contextClaims(claims: string | null | undefined): JsonObject {
  if (claims === undefined || claims === null) return {};
  const wanted = JSON.parse(claims) as JsonObject;
  const acrs = isJsonObject(wanted.access_token) ? wanted.access_token.acrs : undefined;
  if (!isJsonObject(acrs)) return {};
  return { acrs: Array.isArray(acrs.values) ? acrs.values : [acrs.value ?? ""] };
}
