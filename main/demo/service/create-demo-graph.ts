import { randomUUID } from "node:crypto";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { TransportRequest, TransportResponse } from "../../graph/graph.ts";
import type { DemoState } from "../demo-state.ts";
import { nowIso } from "../demo-state.ts";
import type { DemoFaults } from "../demo-tenant.ts";
import type { Answer } from "./answer.ts";
import { toResponse } from "./answer.ts";
import { answerBatch } from "./batch.ts";
import type { PlainRequest } from "./call.ts";
import type { Caller } from "./caller.ts";
import { callerOf, mustBeNewer } from "./caller.ts";
import { createChangedIds } from "./delta/changed-ids.ts";
import { readDelta } from "./delta/read-delta.ts";
import { createLookups } from "./lookups.ts";
import { parseQuery } from "./parse-query.ts";
import { badRequest, denied, errorBody, Refusal } from "./refusal.ts";
import { deltaRoutes } from "./routes/delta-routes.ts";
import { createRouteFinder } from "./routes/find-route.ts";
import { holdsAll } from "./routes/permissions.ts";
import { routes } from "./routes/routes.ts";
import type { SignedTokens } from "./sign-in/signed-tokens.ts";
import { createTenantViews } from "./tenant-view.ts";
import type { Throttle } from "./throttle.ts";
import { createThrottle, unitsOf } from "./throttle.ts";

/** All of beta that the demo has: v1.0 hides none of its policies. */
const countedInBeta = "/beta/identity/conditionalAccess/policies";

/** Microsoft Graph v1.0 over the tenant's state. */
export function createDemoGraph(state: DemoState, faults: DemoFaults, tokens: SignedTokens) {
  const views = createTenantViews(state);
  const lookups = createLookups(state);
  const changedIds = createChangedIds(state);
  const delta = deltaRoutes((call, type, name) => readDelta(call, type, name, changedIds));
  const find = createRouteFinder([...routes, ...delta]);
  let throttle: Throttle | undefined;

  function answer(request: PlainRequest, caller: Caller, base: string): Answer {
    const { method, headers, body } = request;
    const [given = "", queryText = ""] = split(request.address);
    const path = plainPath(given, caller);
    let told: Readonly<Record<string, string>> = {};
    try {
      if (faults.revoked !== undefined) mustBeNewer(caller, faults.revoked.before);
      if (faults.throttle) throttle ??= createThrottle(state);
      else throttle = undefined;
      told = throttle?.take(method, path, queryText) ?? {};
      const { route, params } = find(method, path);
      if (!holdsAll(caller.permissions, route.needs)) throw denied();
      const asked = parseQuery(queryText);
      // A write answers in its usual form, and may not fail after the deed.
      const query = method === "GET" ? asked : parseQuery("");
      const view = views(faults.lagMs);
      const call = { state, view, lookups, caller, method, base, path, params, query, queryText, headers, body };
      const answered = route.handle(call);
      return withHeaders(answered, method, path, queryText, told);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return withHeaders(refused(error), method, path, queryText, told);
    }
  }

  /** `/me` is whoever asks; applications are found by their appId too. */
  function plainPath(given: string, caller: Caller): string {
    const path = given.replace(/^\/+/, "").replace(/^me(?=\/|$)/, `users/${caller.actor.id}`);
    return path.replace(
      /^(applications|servicePrincipals)\(appId='([^']+)'\)/i,
      (_all, name: string, appId: string) => {
        const type = name.toLowerCase() === "applications" ? "application" : "servicePrincipal";
        return `${name}/${lookups.find(type, "appId", appId)[0] ?? appId}`;
      },
    );
  }

  function refused(error: Refusal): Answer {
    return { status: error.status, headers: error.headers, body: errorBody(error, randomUUID(), nowIso(state)) };
  }

  function whole(request: TransportRequest): Answer {
    const { origin, pathname, search } = new URL(request.url);
    const headers = lowerCase(request.headers);
    const path = pathname === countedInBeta ? pathname.replace("/beta/", "/v1.0/") : pathname;
    const address = `${path.replace(/^\/v1\.0\//, "")}${search}`;
    if (!path.startsWith("/v1.0/")) throw badRequest(`Invalid version: ${pathname.split("/")[1]}.`, "BadRequest");
    const caller = callerOf(state, tokens, headers, origin);
    if (faults.revoked?.of === "requests") mustBeNewer(caller, faults.revoked.before);
    const base = `${origin}/v1.0`;
    const body = bodyOf(request.body);
    if (address === "$batch") return answerBatch(body, (inner) => answer(inner, caller, base));
    return answer({ method: request.method, address, headers, body }, caller, base);
  }

  return (request: TransportRequest): TransportResponse => {
    const requestId = randomUUID();
    try {
      return toResponse(stamped(whole(request), requestId));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return toResponse(stamped(refused(error), requestId));
    }
  };

  function stamped(answered: Answer, requestId: string): Answer {
    const date = new Date(state.clockMs).toUTCString();
    const headers = { "request-id": requestId, "client-request-id": requestId, date, ...answered.headers };
    return { ...answered, headers };
  }
}

function split(address: string): readonly [string, string] {
  const mark = address.indexOf("?");
  return mark < 0 ? [address, ""] : [address.slice(0, mark), address.slice(mark + 1)];
}

function withHeaders(
  answered: Answer,
  method: string,
  path: string,
  query: string,
  told: Readonly<Record<string, string>>,
): Answer {
  const units = method === "GET" ? unitsOf(path, query) : 1;
  return { ...answered, headers: { "x-ms-resource-unit": String(units), ...told, ...answered.headers } };
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function bodyOf(text: string | undefined): JsonObject {
  if (text === undefined || text === "") return {};
  try {
    const body = JSON.parse(text) as JsonValue;
    if (isJsonObject(body)) return body;
  } catch {
    // Falls through: no JSON.
  }
  throw badRequest(
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    "BadRequest",
  );
}
