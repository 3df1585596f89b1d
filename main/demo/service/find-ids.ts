import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { Call } from "./call.ts";
import { isEventual } from "./call.ts";
import type { Filter } from "./parse-filter.ts";
import { isAdvanced, matches, parseFilter } from "./parse-filter.ts";
import { badRequest } from "./refusal.ts";

/** Properties by which people look things up; found through an index. */
const indexed = ["displayName", "userPrincipalName", "appId", "mailNickname", "identifierUris", "mail"];

/** The live ids of a type that the request's `$filter` asks for, all without one. */
export function findIds(call: Call, type: ObjectType): readonly string[] {
  const { filter: text, search, orderBy } = call.query;
  if (search !== undefined) throw unsupported("$search");
  if (text === undefined) return sorted(call, type, call.view.ids(type));
  const filter = parseFilter(text);
  const advanced = isAdvanced(filter) || orderBy !== undefined;
  if (advanced && !(isEventual(call) && call.query.count)) throw unsupported("$filter");
  const candidates = candidatesFor(call, type, filter) ?? call.view.ids(type);
  return sorted(
    call,
    type,
    candidates.filter((id) => matches(filter, call.view.object(type, id))),
  );
}

/** `$orderby=displayName desc`: by one property, as text. */
function sorted(call: Call, type: ObjectType, ids: readonly string[]): readonly string[] {
  const { orderBy } = call.query;
  if (orderBy === undefined) return ids;
  const [name = "", direction = "asc"] = orderBy.trim().split(/\s+/);
  if (!sortable.includes(name))
    throw badRequest("Sorting not supported for current query.", "Request_UnsupportedQuery");
  const textOf = (id: string) => String(call.view.object(type, id)?.[name] ?? "").toLowerCase();
  const sign = direction === "desc" ? -1 : 1;
  return [...ids].sort((one, other) => sign * (textOf(one) < textOf(other) ? -1 : textOf(one) > textOf(other) ? 1 : 0));
}

const sortable = ["displayName", "userPrincipalName"];

function unsupported(option: string) {
  const message = `Unsupported query: ${option} needs the header ConsistencyLevel: eventual and $count=true.`;
  return badRequest(message, "Request_UnsupportedQuery");
}

/** A few ids among which the answer is, or undefined if every object has to be looked at. */
function candidatesFor(call: Call, type: ObjectType, filter: Filter): readonly string[] | undefined {
  if (filter.kind === "and") {
    for (const part of filter.parts) {
      const candidates = candidatesFor(call, type, part);
      if (candidates !== undefined) return candidates;
    }
    return undefined;
  }
  if (filter.kind === "or") {
    const all = filter.parts.map((part) => candidatesFor(call, type, part));
    return all.every((ids) => ids !== undefined) ? [...new Set(all.flat())] : undefined;
  }
  if (filter.kind === "in") return idsFor(call, type, filter.names, filter.values);
  if (filter.kind === "compare" && filter.operator === "eq") return idsFor(call, type, filter.names, [filter.value]);
  return undefined;
}

function idsFor(call: Call, type: ObjectType, names: readonly string[], values: readonly unknown[]) {
  const name = names.join("/");
  const texts = values.filter((value) => typeof value === "string");
  if (texts.length !== values.length) return undefined;
  if (name === "id") return texts.map((text) => text.toLowerCase());
  if (!indexed.includes(name)) return undefined;
  return texts.flatMap((text) => call.lookups.find(type, name, text));
}
