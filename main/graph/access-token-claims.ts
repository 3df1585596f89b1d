import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";

/** What an access token says, for showing only: it is not verified, and nothing may be decided by it. */
export interface AccessTokenClaims {
  readonly name?: string;
  readonly objectId?: string;
  readonly permissions: readonly string[];
}

export function accessTokenClaims(token: string): AccessTokenClaims {
  const payload = payloadOf(token);
  const { upn, app_displayname: appName, oid, scp, roles } = payload;
  const name = [upn, appName].find((value) => typeof value === "string");
  const scopes = typeof scp === "string" ? scp.split(" ") : [];
  const permissions = Array.isArray(roles) ? roles.map(String) : scopes;
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof oid === "string" ? { objectId: oid } : {}),
    permissions: permissions.filter((permission) => permission !== ""),
  };
}

function payloadOf(token: string): JsonObject {
  try {
    const parsed = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as JsonValue;
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
