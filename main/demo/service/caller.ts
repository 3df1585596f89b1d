import type { DemoActor } from "../audit-entry.ts";
import type { DemoState } from "../demo-state.ts";
import { Refusal } from "./refusal.ts";
import type { SignedTokens } from "./sign-in/signed-tokens.ts";

/** Who sent a request, by the token. */
export interface Caller {
  readonly actor: DemoActor;
  readonly authentication: "delegated" | "application";
  readonly permissions: ReadonlySet<string>;
  /** When the token was issued, in seconds. */
  readonly issuedAt: number;
}

type Headers = Readonly<Record<string, string>>;

/** Reads and checks the bearer token. 401 as Graph words it. */
export function callerOf(state: DemoState, tokens: SignedTokens, headers: Headers, audience: string): Caller {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (bearer === undefined) throw unauthorized("Access token is empty.");
  const claims = tokens.read(bearer);
  if (claims === undefined || claims.aud !== audience) throw unauthorized("Access token validation failure.");
  if (Number(claims.exp) * 1000 <= state.clockMs)
    throw unauthorized("Lifetime validation failed, the token is expired.");
  const { oid, scp, roles, appid, app_displayname: appName, upn, ipaddr } = claims;
  const [id, issuedAt] = [String(oid), Number(claims.iat)];
  if (claims.idtyp === "app") {
    const permissions = new Set((Array.isArray(roles) ? roles : []).map(String));
    const actor = { kind: "app", id, appId: String(appid), name: String(appName) } as const;
    return { actor, authentication: "application", permissions, issuedAt };
  }
  const actor = { kind: "user", id, name: String(upn), address: String(ipaddr) } as const;
  return { actor, authentication: "delegated", permissions: new Set(String(scp).split(" ")), issuedAt };
}

/** 401 with the claims that a newer token has to be asked for with, if the caller's is older than `before` (ms). */
export function mustBeNewer({ issuedAt }: Caller, before: number): void {
  const seconds = Math.floor(before / 1000);
  if (!(issuedAt < seconds)) return;
  const claims = Buffer.from(`{"access_token":{"nbf":{"essential":true,"value":"${seconds}"}}}`).toString("base64");
  const challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${claims}"`;
  const message =
    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp";
  throw new Refusal(401, "InvalidAuthenticationToken", message, { "www-authenticate": challenge });
}

function unauthorized(message: string): Refusal {
  const challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="invalid_token", error_description="${message}"`;
  return new Refusal(401, "InvalidAuthenticationToken", message, { "www-authenticate": challenge });
}
