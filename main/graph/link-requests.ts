import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../preload/contract/json-value.ts";
import type { LinkRule } from "../catalogue/object-type-definition.ts";
import { urlPart } from "../catalogue/url-part.ts";
import type { BatchResponse, Graph, ReadOptions } from "./graph.ts";
import { nameOf } from "./graph-address.ts";
import { refusalOf } from "./graph-refusal.ts";
import { normalizeLink } from "./normalize-object.ts";

/** Members and owners of groups may be many: the largest page that lists of directory objects give. */
const largestPage = 999;

/** Where one object's link is read; undefined for links that are read for the whole tenant at once. */
export function linkAddress({ read, shape, single }: LinkRule, id: string): string | undefined {
  if (read.from === "tenant-list") return undefined;
  const select = read.from === "each" ? read.select : undefined;
  const names = select ?? (shape === "reference" ? ["id"] : []);
  const query = [
    ...(names.length > 0 ? [`$select=${names.join(",")}`] : []),
    ...(read.from === "delta" && !single ? [`$top=${largestPage}`] : []),
  ];
  const path = read.path.replace("{id}", urlPart(id));
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

export interface LinkReadOptions extends ReadOptions {
  /** No further page is read once there are more than so many targets. */
  readonly most?: number | undefined;
  /** How many more a further page brought. */
  readonly onPage?: (count: number) => void;
}

/** The link in one answer, with its further pages. Throws a GraphRefusal: what was not read is never an empty list. */
export async function linkIn(
  rule: LinkRule,
  response: Pick<BatchResponse, "status" | "headers" | "body">,
  graph: Graph,
  address: string,
  options: LinkReadOptions,
): Promise<readonly LinkTarget[]> {
  // "No manager" is answered with 404.
  if (rule.single === true && response.status === 404) return [];
  if (response.status >= 300) throw refusalOf(response, nameOf(address), options.permissions);
  if (response.status === 200 && !isAnswer(response.body, rule)) throw unreadable(response, address, options);
  if (rule.single === true) return normalizeLink(rule, isJsonObject(response.body) ? [response.body] : []);
  return normalizeLink(rule, await allItems(response, graph, options));
}

/** A proxy's page inside a batch, or half of an answer, is no proof that there is no target. */
function isAnswer(body: JsonValue | undefined, { single }: LinkRule): boolean {
  return isJsonObject(body) && (single === true ? typeof body.id === "string" : Array.isArray(body.value));
}

function unreadable({ headers, body }: Pick<BatchResponse, "headers" | "body">, address: string, options: ReadOptions) {
  return refusalOf({ status: 502, headers, body }, nameOf(address), options.permissions);
}

async function allItems(
  { body }: Pick<BatchResponse, "body">,
  graph: Graph,
  { most = Number.POSITIVE_INFINITY, onPage, ...options }: LinkReadOptions,
): Promise<readonly JsonObject[]> {
  const { value } = isJsonObject(body) ? body : {};
  const items = [...objectsIn(value)];
  const next = furtherPage(body);
  if (next === undefined || items.length > most) return items;
  for await (const page of graph.pages(next, options)) {
    items.push(...page.items);
    onPage?.(page.items.length);
    if (items.length > most) break;
  }
  return items;
}

/** The address of the page after this answer. */
export function furtherPage(body: JsonValue | undefined): string | undefined {
  const next = isJsonObject(body) ? body["@odata.nextLink"] : undefined;
  return typeof next === "string" ? next : undefined;
}
