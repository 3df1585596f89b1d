import type { Answer } from "../answer.ts";
import type { Call, Route } from "../call.ts";
import type { DeltaType } from "../delta/read-delta.ts";
import type { DirectoryType } from "../property-shapes.ts";
import { collections, route } from "./common-routes.ts";
import { read, readsOf } from "./permissions.ts";

/** Delta rounds need what the service keeps between pages. */
export function deltaRoutes(handle: (call: Call, type: DeltaType, name: string) => Answer): readonly Route[] {
  const types = Object.entries(collections) as readonly [DirectoryType, string][];
  const all: readonly [DeltaType, string, readonly string[]][] = [
    ...types.map(([type, name]): [DeltaType, string, readonly string[]] => [type, name, readsOf[type]]),
    ["oauth2PermissionGrant", "oauth2PermissionGrants", read.grants],
  ];
  return all.map(([type, name, reads]) => route("GET", `${name}/delta`, [reads], (call) => handle(call, type, name)));
}
