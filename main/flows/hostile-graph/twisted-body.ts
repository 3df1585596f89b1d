import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { Strikes } from "./damaged-answers.ts";
import type { FaultPlan } from "./fault-kinds.ts";

/** What nobody asked for and no catalogue knows. */
export const addedProperty = "hostileAddition";

/** The same content as another version of the service might send it. */
export function twistedBody(body: JsonObject, plan: FaultPlan, strikes: Strikes): JsonObject {
  const added = strikes("added properties") ? withAdditions(body) : body;
  return strikes("reordered arrays") ? (reordered(added, plan) as JsonObject) : added;
}

function withAdditions(body: JsonObject): JsonObject {
  const { value } = body;
  if (!Array.isArray(value)) return { ...body, ...additions() };
  return {
    ...body,
    ...additions(),
    value: value.map((item) => (isJsonObject(item) ? { ...item, ...additions() } : item)),
  };
}

function additions(): JsonObject {
  return { [addedProperty]: { state: "unknown" }, "@hostile.annotation": "W/1", "#hostile.action": {} };
}

/** Every list backwards or rotated, however deep. */
function reordered(value: JsonValue, plan: FaultPlan): JsonValue {
  if (Array.isArray(value)) {
    const inner = value.map((item) => reordered(item, plan));
    const middle = Math.floor(plan.random() * inner.length);
    return [...inner.slice(middle), ...inner.slice(0, middle)].reverse();
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, reordered(item as JsonValue, plan)]));
}
