import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Cloud } from "./cloud.ts";

/** The address for a sentence or a limit: no host, no version, no query. */
export function nameOf(path: string): string {
  const withoutQuery = path.split("?", 1)[0] ?? "";
  return withoutQuery.startsWith("/") ? withoutQuery : new URL(withoutQuery).pathname.replace(/^\/v1\.0(?=\/)/, "");
}

/** The path with its query, relative to the version: limits are the same in both. */
export function relativeOf(path: string, cloud: Cloud): string {
  return (path.startsWith("/") ? path : path.slice(cloud.graph.length)).replace(/^\/(v1\.0|beta)(?=\/)/, "");
}

/** The whole address. Absolute links stay as they came, but only to this cloud's Graph: the token goes nowhere else. */
export function addressOf(path: string, cloud: Cloud): string {
  if (path.startsWith("/")) {
    refuseEmptyId(path);
    return path.startsWith("/beta/") ? `${cloud.graph}${path}` : `${cloud.graph}/v1.0${path}`;
  }
  if (URL.parse(path)?.origin === new URL(cloud.graph).origin) return path;
  throw new ReinstateError(
    "TENANT_REFUSED",
    "Microsoft Graph answered with a link to another host; it was not followed.",
  );
}

/** An empty id turns one object's address into the whole collection's: a bug, and a dangerous one with DELETE. */
export function refuseEmptyId(path: string): void {
  if (/\/(\/|$)/.test(nameOf(path))) throw new Error(`an empty id in ${nameOf(path)}`);
}
