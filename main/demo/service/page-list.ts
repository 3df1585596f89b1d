import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { context, isEventual } from "./call.ts";
import { largestPage } from "./parse-query.ts";
import { badRequest } from "./refusal.ts";

/** Page size where nobody asks for one. */
const usualPage = 100;

export interface PagedList {
  /** For `@odata.context`: "users", "groups('id')/members". */
  readonly name: string;
  readonly ids: readonly string[];
  /** Undefined for an id that has gone meanwhile. */
  readonly make: (id: string) => JsonObject | undefined;
  readonly usual?: number;
  readonly largest?: number;
}

/** One page of a list, with the link to the next. The link holds the place; the options travel along in it. */
export function pageList(call: Call, { name, ids, make, usual = usualPage, largest = largestPage }: PagedList): Answer {
  const size = call.query.top ?? usual;
  if (size > largest) {
    throw badRequest(`Invalid page size specified: '${size}'. Must be between 1 and ${largest} inclusive.`);
  }
  const start = placeIn(ids, call.query.skipToken);
  const page = ids.slice(start, start + size);
  const end = start + page.length;
  const value = page.map(make).filter((item) => item !== undefined);
  return ok({
    ...context(call, name),
    ...(call.query.count && isEventual(call) ? { "@odata.count": ids.length } : {}),
    ...(end < ids.length ? { "@odata.nextLink": nextLink(call, end, page.at(-1) ?? "") } : {}),
    value,
  });
}

function nextLink(call: Call, at: number, last: string): string {
  const kept = call.queryText.split("&").filter((part) => part !== "" && !/^(\$|%24)skiptoken=/i.test(part));
  return `${call.base}/${call.path}?${[...kept, `$skiptoken=${writeToken({ at, last })}`].join("&")}`;
}

/** Where a page starts: after the last one's last id, wherever that is by now. */
function placeIn(ids: readonly string[], token: string | undefined): number {
  if (token === undefined) return 0;
  const { at, last } = readToken(token);
  if (typeof at !== "number" || typeof last !== "string") throw invalidToken();
  if (ids[at - 1] === last) return at;
  const found = ids.indexOf(last);
  return found < 0 ? Math.min(at, ids.length) : found + 1;
}

/** Tokens are opaque to clients. */
export function writeToken(content: JsonObject): string {
  return Buffer.from(JSON.stringify(content)).toString("base64url");
}

export function readToken(token: string): JsonObject {
  try {
    const content = JSON.parse(Buffer.from(token, "base64url").toString()) as JsonValue;
    if (isJsonObject(content)) return content;
  } catch {
    // Falls through: not one of ours.
  }
  throw invalidToken();
}

function invalidToken() {
  return badRequest("Bad request. The skip token is invalid.", "Directory_ExpiredPageToken");
}
