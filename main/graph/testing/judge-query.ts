import type { JudgedRequest } from "./judge-request.ts";
import type { PublishedModel } from "./published-model.ts";
import { namesOf, type Place } from "./walk-path.ts";

/** Came with a link of Graph's own, and are followed as they are. */
const fromLinks = new Set(["$skiptoken", "$deltatoken"]);
const ofDelta = new Set(["$select", "$filter", "$expand", "$top"]);

/** What is wrong with the query: options that the address does not take, and names that the type does not have. */
export function faultsOfQuery(request: JudgedRequest, place: Place, model: PublishedModel): readonly string[] {
  // A link of Graph's own is followed as it is, whatever is in it.
  if (request.isLink) return [];
  const options = new URLSearchParams(request.query);
  const names = [...options.keys()];
  const taken =
    place.operation?.name === "delta" ? ofDelta : model.endpoints.get(place.key)?.options.get(request.method);
  const strange = names.filter((name) => !fromLinks.has(name) && !isTaken(name, taken, place));
  return [
    ...strange.map((name) => `it does not take ${name}`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is given twice`),
    ...faultsOfNames(options, place, model),
    ...faultsOfConsistency(request, options, place),
  ];
}

/** OData's own, for addresses that are younger than the description that lists their options. */
const ofOData: Readonly<Partial<Record<Place["shape"], ReadonlySet<string>>>> = {
  collection: new Set(["$select", "$expand", "$filter", "$orderby", "$top", "$count"]),
  entity: new Set(["$select", "$expand"]),
};

function isTaken(name: string, taken: ReadonlySet<string> | undefined, { shape }: Place): boolean {
  if (shape === "count") return name === "$filter" || name === "$search";
  return (taken ?? ofOData[shape])?.has(name) ?? false;
}

function faultsOfNames(options: URLSearchParams, place: Place, model: PublishedModel): readonly string[] {
  const values = namesOf(place.type, model, "values");
  const links = namesOf(place.type, model, "links");
  const isDelta = place.operation?.name === "delta";
  const list = (name: string) => (options.get(name) ?? "").split(",").filter((part) => part !== "");
  const selected = list("$select").filter((name) => !values.has(name) && !(isDelta && links.has(name)));
  const expanded = list("$expand").filter((part) => !links.has(part.replace(/\(.*/s, "")));
  const filtered = namesInFilter(options.get("$filter") ?? "").filter((name) => !values.has(name) && !links.has(name));
  return [
    ...selected.map((name) => `$select: ${place.type} has no ${name}`),
    ...expanded.map((name) => `$expand: ${place.type} has no link ${name}`),
    ...filtered.map((name) => `$filter: ${place.type} has no ${name}`),
  ];
}

const words = new Set([
  "eq",
  "ne",
  "not",
  "and",
  "or",
  "in",
  "ge",
  "gt",
  "le",
  "lt",
  "any",
  "all",
  "null",
  "true",
  "false",
]);

/** First parts of the paths that a filter names. */
function namesInFilter(filter: string): readonly string[] {
  const plain = filter.replace(/'(?:[^']|'')*'/g, "''").replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "0");
  const found = plain.match(/(?<![\w/:])[A-Za-z]\w*(?![\w]*[(:])/g) ?? [];
  return found.filter((name) => !words.has(name));
}

const directory = /^\/(users|groups|applications|serviceprincipals|directory)(\/|$)/;

/** Counting in the directory is an advanced query: it wants the header, or fails (aad-advanced-queries). */
function faultsOfConsistency(request: JudgedRequest, options: URLSearchParams, place: Place): readonly string[] {
  const isAdvanced = place.shape === "count" || options.get("$count") === "true" || options.has("$search");
  if (!isAdvanced || !directory.test(place.key)) return [];
  return request.headers.consistencylevel === "eventual"
    ? []
    : ["counting wants the header ConsistencyLevel: eventual"];
}
