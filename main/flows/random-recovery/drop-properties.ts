import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import type { TransportResponse } from "../../graph/graph.ts";

/** Without these an object is refused openly, not made with something left out. */
const needed = new Set([
  ...["displayName", "userPrincipalName", "mailNickname", "mailEnabled", "securityEnabled", "accountEnabled", "appId"],
  ...["passwordProfile", "conditions", "grantControls", "sessionControls", "ipRanges", "countriesAndRegions", "state"],
  ...["allowedCombinations", "@odata.type", "groupTypes", "membershipRule", "appRoles", "api", "isTrusted"],
]);

interface Write {
  readonly method: string;
  readonly url: string;
  readonly body: JsonObject;
}

/** The body as a service carries it out that silently leaves one property as it was; undefined: nothing is left to carry out. */
export function withoutOneProperty({ method, url, body }: Write, random: { random: number }): JsonObject | undefined {
  const isNew = method === "POST" && !/\/(\$ref|restore|assignLicense)$/u.test(url);
  if (method !== "PATCH" && !isNew) return undefined;
  const names = Object.keys(body).filter((name) => !name.startsWith("@") && !(isNew && needed.has(name)));
  const dropped = names[drawBelow(random, names.length)];
  if (dropped === undefined) return isNew ? body : undefined;
  const left = Object.fromEntries(Object.entries(body).filter(([name]) => name !== dropped));
  const isEmpty = Object.keys(left).every((name) => name.startsWith("@"));
  return isEmpty && !isNew ? undefined : left;
}

/** The answer of a service that did nothing. */
export function leaveUndone(method: string): TransportResponse {
  return method === "POST"
    ? { status: 200, headers: {}, body: JSON.stringify({ value: [] }) }
    : { status: 204, headers: {}, body: "" };
}
