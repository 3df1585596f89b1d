import { hash } from "node:crypto";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../../preload/contract/json-value.ts";
import { accessTokenClaims } from "../access-token-claims.ts";
import type { WatchedExchange } from "../watched-exchanges.ts";
import { answerExceptions, notExcepted, requestExceptions } from "./exceptions.ts";
import { faultsOfAnswer } from "./judge-answer.ts";
import { faultsOfRequest, type JudgedRequest } from "./judge-request.ts";
import { publishedModel } from "./published-model.ts";

/** A request and its answer, alone or out of a batch. */
interface Part {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sent: JsonObject | undefined;
  readonly status: number;
  readonly inBatch: boolean;
  /** In a batch. */
  readonly answered: JsonValue | undefined;
}

export interface Judgement {
  /** How many were judged: a batch is as many as are in it. */
  readonly judged: number;
  /** `METHOD /address` with what is wrong. */
  readonly faults: readonly string[];
}

/** Sent by tests that try what Graph may refuse: such a request is nobody's who uses the product, and is not judged. */
export const attempt = { "x-reinstate-attempt": "1" } as const;

/** Judges what was sent. */
export function judgeRequests(exchange: WatchedExchange): Judgement {
  const token = tokenOf(exchange);
  const parts = partsOf(exchange);
  const isLink = links.has(exchange.request.url);
  rememberLinks(exchange);
  if ("x-reinstate-attempt" in lowerCase(exchange.request.headers)) return { judged: 0, faults: [] };
  const faults = parts.flatMap((part) => {
    const judged: JudgedRequest = { ...part, body: part.sent, token, isLink };
    return told(part, faultsOfRequest(judged, publishedModel()), requestExceptions);
  });
  return { judged: parts.length, faults };
}

/** Addresses that Graph gave. */
const links = new Set<string>();

function rememberLinks({ request, answer }: WatchedExchange): void {
  for (const [, text = ""] of answer.body.matchAll(/"@odata\.(?:next|delta)Link":("[^"]*")/g)) {
    const link = JSON.parse(text) as string;
    links.add(link.startsWith("/") ? `${new URL(request.url).origin}/v1.0${link}` : link);
  }
}

/** How many answers were in what was judged already. */
const seen = new Map<string, number>();

/** Judges what was answered; the same answer to the same question once. */
export function judgeAnswers(exchange: WatchedExchange): Judgement {
  const { request, answer } = exchange;
  const key = hash("sha1", `${request.method} ${request.url} ${request.body ?? ""} ${answer.status} ${answer.body}`);
  const known = seen.get(key);
  if (known !== undefined) return { judged: known, faults: [] };
  const parts = partsOf(exchange);
  seen.set(key, parts.length);
  const faults = parts.flatMap((part) =>
    told(part, faultsOfAnswer({ ...part, body: answeredIn(part, exchange) }, publishedModel()), answerExceptions),
  );
  return { judged: parts.length, faults };
}

/** Of a whole answer only where it is asked for: reading it costs more than all else. */
function answeredIn(part: Part, { answer }: WatchedExchange): JsonValue | undefined {
  if (part.inBatch) return part.answered;
  return answer.body === "" ? undefined : (jsonIn(answer.body) ?? answer.body);
}

function told(part: Part, faults: readonly string[], exceptions: Parameters<typeof notExcepted>[2]): readonly string[] {
  const at = `${part.method} ${part.path}`;
  return [...new Set(notExcepted(at, faults, exceptions))].map((fault) => `${plain(at)}: ${fault}`);
}

/** One line for all objects: ids stand for nothing here. */
export function plain(address: string): string {
  return address
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi, "{id}")
    .replace(/(users|groups|applications|servicePrincipals|Items)\/(?!\{id\}|delta|\$|microsoft)[^/]+/g, "$1/{key}");
}

function partsOf({ request, answer }: WatchedExchange): readonly Part[] {
  const { pathname, search } = new URL(request.url);
  const path = pathname.replace(/^\/v1\.0(?=\/)/, "");
  const headers = lowerCase(request.headers);
  const sent = jsonIn(request.body);
  const whole = { method: request.method, path, query: search.slice(1), headers };
  if (path !== "/$batch")
    return [{ ...whole, sent: bodyIn(sent), status: answer.status, inBatch: false, answered: undefined }];
  const answered = jsonIn(answer.body);
  const asked = itemsIn(sent, "requests");
  const answers = new Map(itemsIn(answered, "responses").map((item) => [item.id, item]));
  return asked.map((item) => {
    const [inner = "", query = ""] = String(item.url).split(/\?(.*)/s, 2);
    const own = answers.get(item.id ?? "");
    return {
      method: String(item.method),
      path: inner.startsWith("/") ? inner : `/${inner}`,
      query,
      headers: lowerCase(isJsonObject(item.headers) ? (item.headers as Record<string, string>) : {}),
      sent: bodyIn(item.body),
      // Not answered: refused as a whole.
      status: Number(own?.status ?? Math.max(400, answer.status)),
      inBatch: true,
      answered: own === undefined ? answered : own.body,
    };
  });
}

function itemsIn(value: JsonValue | undefined, name: string): readonly JsonObject[] {
  return objectsIn(isJsonObject(value) ? value[name] : undefined);
}

function bodyIn(value: JsonValue | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function jsonIn(text: string | undefined): JsonValue | undefined {
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Undefined for what is no token of a tenant: scripted tests have words there. */
function tokenOf({ request }: WatchedExchange): JudgedRequest["token"] {
  const bearer = lowerCase(request.headers).authorization?.replace(/^Bearer /, "") ?? "";
  const claims = jsonIn(Buffer.from(bearer.split(".")[1] ?? "", "base64url").toString("utf8"));
  if (!isJsonObject(claims)) return undefined;
  const kind = claims.idtyp === "app" ? "application" : "delegated";
  return { kind, permissions: new Set(accessTokenClaims(bearer).permissions) };
}
