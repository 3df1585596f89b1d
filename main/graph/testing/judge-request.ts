import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { faultsOfParameters } from "./judge-parameters.ts";
import { faultsOfQuery } from "./judge-query.ts";
import { faultsOfToken } from "./judge-token.ts";
import { faultsOfValue, ownType, readOnlyParts } from "./judge-values.ts";
import type { PublishedModel } from "./published-model.ts";
import { namesOf, type Place, walkPath } from "./walk-path.ts";

/** One request as Graph gets it, alone or out of a batch. */
export interface JudgedRequest {
  readonly method: string;
  /** Behind the version, with its slash. */
  readonly path: string;
  readonly query: string;
  /** Whether the address came from Graph as a next or delta link. */
  readonly isLink: boolean;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject | undefined;
  /** Of the answer: only what was granted shows that the token had the permission. */
  readonly status: number;
  readonly token: { readonly kind: "delegated" | "application"; readonly permissions: ReadonlySet<string> } | undefined;
}

/** What the published description has against a request, as sentences; nothing for a good one. */
export function faultsOfRequest(request: JudgedRequest, model: PublishedModel): readonly string[] {
  const place = walkPath(request.path, model);
  // Wherever a link of Graph's own leads, it is followed.
  if (typeof place === "string") return request.isLink ? [] : [place];
  return [
    ...faultsOfMethod(request, place, model),
    ...faultsOfQuery(request, place, model),
    ...faultsOfBody(request, place, model),
    ...faultsOfToken(request, place, model),
  ];
}

function faultsOfMethod({ method }: JudgedRequest, { key }: Place, model: PublishedModel): readonly string[] {
  const endpoint = model.endpoints.get(key);
  if (endpoint === undefined) return ["the address is not documented"];
  return endpoint.methods.has(method) ? [] : [`it is documented for ${[...endpoint.methods].join(", ")} only`];
}

function faultsOfBody(request: JudgedRequest, place: Place, model: PublishedModel): readonly string[] {
  const { method, body } = request;
  const { shape, type, operation } = place;
  if (method === "GET" || method === "DELETE") return body === undefined ? [] : ["it has a body"];
  if (operation !== undefined) return faultsOfParameters(operation, body ?? {}, model);
  if (body === undefined) return ["it has no body"];
  if (shape === "reference" || shape === "references") return faultsOfReference(body, model);
  const { values, binds } = partsOf(body);
  const own = ownType(type, values, model) ?? type;
  return [
    ...faultsOfValue(type, values, model),
    ...readOnlyParts(type, values, model),
    ...Object.keys(binds)
      .filter((name) => !namesOf(own, model, "links").has(name))
      .map((name) => `${own} has no link ${name}`),
    ...Object.values(binds).flatMap((urls) => urls.flatMap((url) => faultsOfLink(url, model))),
  ];
}

/** `members@odata.bind` is a link, all else a value. */
function partsOf(body: JsonObject) {
  const suffix = "@odata.bind";
  const entries = Object.entries(body);
  const binds = entries.filter(([name]) => name.endsWith(suffix));
  return {
    values: Object.fromEntries(entries.filter(([name]) => !name.endsWith(suffix))),
    binds: Object.fromEntries(
      binds.map(([name, urls]) => [name.slice(0, -suffix.length), (Array.isArray(urls) ? urls : [urls]).map(String)]),
    ),
  };
}

function faultsOfReference(body: JsonObject, model: PublishedModel): readonly string[] {
  const { "@odata.id": url, ...more } = body;
  if (Object.keys(more).length > 0) return [`a reference is an @odata.id and nothing else`];
  return typeof url === "string" ? faultsOfLink(url, model) : ["the reference has no @odata.id"];
}

function faultsOfLink(url: string, model: PublishedModel): readonly string[] {
  const path = /^https:\/\/[^/]+\/v1\.0(\/[^?#]+)$/.exec(url)?.[1];
  if (path === undefined) return ["the reference is no address of Graph v1.0"];
  const place = walkPath(path, model);
  if (typeof place === "string") return [place];
  return place.shape === "entity" ? [] : ["the reference is not to an object"];
}
