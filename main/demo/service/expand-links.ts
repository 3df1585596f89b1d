import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { Call } from "./call.ts";
import { isEventual } from "./call.ts";
import { targetMaker, visibleTargets } from "./link-targets.ts";
import type { DirectoryType } from "./property-shapes.ts";
import { badRequest } from "./refusal.ts";

/** Expanded collections end here, without a link to the rest. */
const mostExpanded = 20;

const expandable: Readonly<Record<DirectoryType, readonly string[]>> = {
  user: ["manager", "sponsors"],
  group: ["members", "owners"],
  application: ["owners"],
  servicePrincipal: ["owners"],
};

/** What `$expand` adds to an object. One link per request, as the directory has it. */
export function expansionOf(call: Call, type: DirectoryType): (id: string) => JsonObject {
  const { expand } = call.query;
  if (expand === undefined) return () => ({});
  if (isEventual(call)) throw badRequest("$expand is not allowed with advanced queries.", "Request_UnsupportedQuery");
  const [, name = "", select] = /^(\w+)(?:\(\$select=([\w,]+)\))?$/.exec(expand) ?? [];
  if (!expandable[type].includes(name)) {
    throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`, "BadRequest");
  }
  const make = targetMaker(call, select?.split(","));
  return (id) => {
    if (name === "manager") {
      const manager = call.view.manager(id);
      const shown = manager === undefined ? undefined : make(manager);
      return shown === undefined ? {} : { manager: shown };
    }
    const targets = visibleTargets(call, call.view.links(name as "members" | "owners" | "sponsors", id));
    return {
      [name]: targets
        .slice(0, mostExpanded)
        .map(make)
        .filter((item) => item !== undefined),
    };
  };
}
