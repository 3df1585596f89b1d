import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { faultsOfValue, ownType, withoutNullLists } from "./judge-values.ts";
import { type PublishedModel, typeIn } from "./published-model.ts";
import { namesOf, type Place, walkPath } from "./walk-path.ts";

/** One answer as Graph gives it, alone or out of a batch. */
export interface JudgedAnswer {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  /** Parsed where it is JSON, the text where not, undefined where there is none. */
  readonly body: JsonValue | undefined;
}

/** What the published description has against an answer, as sentences; nothing for a good one. */
export function faultsOfAnswer(answer: JudgedAnswer, model: PublishedModel): readonly string[] {
  const { status, body, path } = answer;
  if (status >= 400) return faultsOfError(body);
  if (status === 204) return body === undefined ? [] : ["204 with a body"];
  const place = walkPath(path, model);
  if (typeof place === "string") return [place];
  if (place.shape === "count") return /^\uFEFF?\d+$/.test(String(body)) ? [] : ["a count is a bare number"];
  if (!isJsonObject(body)) return ["the answer is no object"];
  return isList(answer, place) ? faultsOfList(answer, body, place, model) : faultsOfOne(answer, body, place, model);
}

function faultsOfError(body: JsonValue | undefined): readonly string[] {
  const error = isJsonObject(body) ? body.error : undefined;
  if (!isJsonObject(error)) return ["a refusal says its error"];
  return typeof error.code === "string" && typeof error.message === "string"
    ? []
    : ["an error has a code and a message"];
}

function isList({ method }: JudgedAnswer, { shape, operation }: Place): boolean {
  if (operation !== undefined) return typeIn(operation.returns ?? "").isCollection;
  return method === "GET" && (shape === "collection" || shape === "references");
}

function faultsOfList(answer: JudgedAnswer, body: JsonObject, place: Place, model: PublishedModel): readonly string[] {
  const { value, ...more } = body;
  const strange = Object.keys(more).filter((name) => !name.startsWith("@"));
  if (!Array.isArray(value)) return ["a list has a value"];
  return [
    ...strange.map((name) => `a list has no ${name}`),
    ...value.flatMap((item) =>
      isJsonObject(item) ? faultsOfItem(answer, item, place, model) : ["a list has objects in it"],
    ),
  ];
}

function faultsOfOne(answer: JudgedAnswer, body: JsonObject, place: Place, model: PublishedModel): readonly string[] {
  const { "@odata.context": context } = body;
  const named = typeof context === "string" && context.includes("/v1.0/$metadata#") ? [] : ["it has no @odata.context"];
  return [...named, ...faultsOfItem(answer, body, place, model)];
}

function faultsOfItem(answer: JudgedAnswer, item: JsonObject, place: Place, model: PublishedModel): readonly string[] {
  const { "@removed": removed, ...object } = item;
  if (place.shape === "reference" || place.shape === "references") {
    return typeof item["@odata.id"] === "string" ? [] : ["a reference has an @odata.id"];
  }
  const gone = removed === undefined || isJsonObject(removed) ? [] : ["@removed is no object"];
  return [
    ...gone,
    ...faultsOfValue(place.type, withoutNullLists(place.type, object, model), model),
    ...notAskedFor(answer, object, place, model),
  ];
}

/** Where `$select` is sure to be kept to; policies and small lists come whole. */
const selective =
  /^\/(users|groups|applications|serviceprincipals|directory\/deleteditems|identity\/conditionalaccess\/(policies|namedlocations))(\/(delta|\{id\}|microsoft[^/]*))?$/;

/** What was not selected does not come. */
function notAskedFor(
  { method, query }: JudgedAnswer,
  object: JsonObject,
  place: Place,
  model: PublishedModel,
): readonly string[] {
  const select = new URLSearchParams(query).get("$select");
  if (method !== "GET" || select === null || select === "*" || !selective.test(place.key)) return [];
  const asked = new Set(["id", ...select.split(",")]);
  const own = ownType(place.type, object, model) ?? place.type;
  const values = namesOf(own, model, "values");
  return Object.keys(object)
    .filter((name) => values.has(name) && !asked.has(name))
    .map((name) => `${name} was not selected`);
}
