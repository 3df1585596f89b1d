import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../../preload/contract/json-value.ts";
import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { PlainRequest } from "./call.ts";
import { badRequest } from "./refusal.ts";

const most = 20;

/**
 * POST /$batch: up to 20 requests, each counted, throttled and answered on its own; the outer 200 says nothing. Answers
 * come in another order than the questions. `dependsOn` a failed one: 424.
 */
export function answerBatch(body: JsonObject, answer: (request: PlainRequest) => Answer): Answer {
  const requests = requestsIn(body);
  const statuses = new Map<string, number>();
  const responses = requests.map((request): JsonObject => {
    const answered = respond(request, statuses, answer);
    statuses.set(String(request.id), answered.status);
    return answered.response;
  });
  return ok({ responses: shuffled(responses) });
}

function requestsIn({ requests }: JsonObject): readonly JsonObject[] {
  const items = objectsIn(requests);
  if (items.length === 0) throw badRequest("Invalid batch payload format.", "BadRequest");
  if (items.length > most)
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${most}.`, "BadRequest");
  const ids = items.map(({ id }) => id);
  if (ids.some((id) => typeof id !== "string") || new Set(ids).size < ids.length) {
    throw badRequest("Batch request steps need ids of their own.", "BadRequest");
  }
  return items;
}

function respond(
  request: JsonObject,
  statuses: ReadonlyMap<string, number>,
  answer: (request: PlainRequest) => Answer,
): { readonly status: number; readonly response: JsonObject } {
  const { id = "", method, url, body, dependsOn } = request;
  const parents = Array.isArray(dependsOn) ? dependsOn.map(String) : [];
  const headers = headersIn(request.headers);
  if (parents.some((parent) => (statuses.get(parent) ?? 500) >= 400))
    return failed(id, 424, "FailedDependency", "A step that this one depends on failed.");
  if (body !== undefined && headers["content-type"] === undefined) {
    return failed(id, 400, "BadRequest", "A Content-Type header is required for a step with a body.");
  }
  const answered = answer({
    method: String(method).toUpperCase(),
    address: String(url).replace(/^\/+/, ""),
    headers,
    body: isJsonObject(body) ? body : {},
  });
  const content = answered.body ?? answered.text;
  const response = {
    id,
    status: answered.status,
    headers: namesAsSent(answered.headers),
    ...(content === undefined ? {} : { body: content }),
  };
  return { status: answered.status, response };
}

function failed(id: JsonValue, status: number, code: string, message: string) {
  return { status, response: { id, status, headers: {}, body: { error: { code, message } } } };
}

function headersIn(headers: JsonValue | undefined): Readonly<Record<string, string>> {
  if (!isJsonObject(headers)) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Inside a batch the names come in capitals. */
function namesAsSent(headers: Answer["headers"] = {}): JsonObject {
  const named = Object.entries(headers).map(([name, value]) => [
    name.replace(/(^|-)[a-z]/g, (part) => part.toUpperCase()),
    value,
  ]);
  return { "Content-Type": "application/json", ...Object.fromEntries(named) };
}

/** Another order, the same every time: the second half comes first, backwards. */
function shuffled(responses: readonly JsonObject[]): readonly JsonObject[] {
  const middle = responses.length >> 1;
  return [...responses.slice(middle).reverse(), ...responses.slice(0, middle)];
}
