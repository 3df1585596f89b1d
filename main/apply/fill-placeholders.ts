import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { graphPlaceholder, passwordPlaceholder } from "../catalogue/placeholders.ts";

export interface Fillings {
  /** The cloud's Graph address: `https://graph.microsoft.com`. */
  readonly graphHost: string;
  /** A password that nobody sees. */
  readonly password: () => string;
}

/** A writer's body as it is sent. */
export function fillPlaceholders(body: JsonObject, fillings: Fillings): JsonObject {
  return filled(body, fillings) as JsonObject;
}

function filled(value: JsonValue, fillings: Fillings): JsonValue {
  if (value === passwordPlaceholder) return fillings.password();
  if (typeof value === "string") {
    // Only at the start: a link begins with it, and a description may well hold the word.
    return value.startsWith(`${graphPlaceholder}/`) ? fillings.graphHost + value.slice(graphPlaceholder.length) : value;
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => filled(item, fillings));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, fillings)]));
}
