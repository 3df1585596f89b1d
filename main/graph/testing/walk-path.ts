import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { addressKey, type Operation, objectIn, type PublishedModel, typeIn } from "./published-model.ts";

/** What an address of Graph stands for. */
export interface Place {
  /** As the descriptions key it. */
  readonly key: string;
  /** What comes back or is sent there; undefined for a type of another workload. */
  readonly type: string;
  readonly shape: "collection" | "entity" | "reference" | "references" | "count" | "operation";
  readonly operation?: Operation;
}

interface Step {
  readonly type: string;
  readonly isCollection: boolean;
  readonly address: string;
}

/** Walks an address through the published model, segment by segment; a sentence where it leads nowhere. */
export function walkPath(path: string, model: PublishedModel): Place | string {
  const [first = "", ...segments] = path.replace(/^\//, "").split("/").map(decodeURIComponent);
  const start = rootOf(first, model);
  if (start === undefined) return `there is no ${first} in Graph`;
  let here = start;
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === "$count" && here.isCollection && isLast) return placeOf(here, "count");
    if (segment === "$ref" && isLast) return placeOf(here, here.isCollection ? "references" : "reference");
    const next = stepFrom(here, segment, model);
    if (next === undefined) return `${here.address} has no ${segment}`;
    if ("name" in next) {
      if (!isLast) return `nothing comes after ${segment}`;
      const key = addressKey(`${here.address}/${next.name}`);
      return { key, type: typeIn(next.returns ?? "").type, shape: "operation", operation: next };
    }
    here = next;
  }
  return placeOf(here, here.isCollection ? "collection" : "entity");
}

function placeOf({ type, address }: Step, shape: Place["shape"]): Place {
  return { key: addressKey(address), type, shape };
}

function rootOf(segment: string, model: PublishedModel): Step | undefined {
  const [, name = "", byAppId] = /^(\w+)(\(appId='[^']+'\))?$/.exec(segment) ?? [];
  const root = model.roots.get(name);
  if (root === undefined) return undefined;
  if (byAppId !== undefined) return { type: root.type, isCollection: false, address: `/${name}(appId={value})` };
  return { ...root, address: name === "me" ? "/users/{id}" : `/${name}` };
}

function stepFrom(here: Step, segment: string, model: PublishedModel): Step | Operation | undefined {
  const named = segment.replace(/\(\)$/, "").replace(/^microsoft\.graph\./, "");
  const bases = [here.type, ...basesOf(here.type, model)];
  const operations = model.operations.filter(
    ({ name, onCollection }) => name === named && onCollection === here.isCollection,
  );
  const [operation] = bases.flatMap((type) => operations.filter(({ boundTo }) => boundTo === type));
  if (operation !== undefined) return operation;
  if (named === "delta" && here.isCollection) return deltaOf(here, model);
  if (segment.startsWith("microsoft.graph.")) {
    const isDerived = basesOf(named, model).includes(here.type);
    return isDerived ? { ...here, type: named, address: `${here.address}/${segment}` } : undefined;
  }
  if (here.isCollection)
    return segment === "" ? undefined : { ...here, isCollection: false, address: `${here.address}/{id}` };
  return navigationFrom(here, segment, model);
}

/** Grants have a documented delta round that the metadata leaves out. */
function deltaOf(here: Step, model: PublishedModel): Operation | undefined {
  if (!model.endpoints.has(addressKey(`${here.address}/delta`))) return undefined;
  const returns = `Collection(graph.${here.type})`;
  return { name: "delta", boundTo: here.type, onCollection: true, parameters: [], returns };
}

/** The one container between the roots and our policies is not in the excerpt of the description. */
const leftOutOfTheExcerpt: Readonly<Record<string, string>> = {
  "identityContainer conditionalAccess": "conditionalAccessRoot",
};

function navigationFrom(here: Step, segment: string, model: PublishedModel): Step | undefined {
  const address = `${here.address}/${segment}`;
  const known = leftOutOfTheExcerpt[`${here.type} ${segment}`];
  if (known !== undefined) return { type: known, isCollection: false, address };
  const property = objectIn(objectIn(model.definition(here.type)?.properties)[segment]);
  const { type } = objectIn(property["x-navigation"]);
  return typeof type === "string" ? { ...typeIn(type), address } : undefined;
}

export function basesOf(type: string, model: PublishedModel): readonly string[] {
  const base = model.definition(type)?.["x-baseType"];
  if (typeof base !== "string") return [];
  const name = typeIn(base).type;
  return [name, ...basesOf(name, model)];
}

/** Names of a type's own values, and of what it leads to. */
export function namesOf(type: string, model: PublishedModel, kind: "values" | "links"): ReadonlySet<string> {
  const properties: JsonObject = objectIn(model.definition(type)?.properties);
  const isLink = (name: string) => "x-navigation" in objectIn(properties[name]);
  return new Set(Object.keys(properties).filter((name) => isLink(name) === (kind === "links")));
}
