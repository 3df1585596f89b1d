import type { JsonValue } from "../../preload/contract/json-value.ts";
import { parseJson } from "../../preload/contract/parse-json.ts";
import { isTextNestedTooDeep } from "../catalogue/nested-too-deep.ts";
import type { Stage } from "./exchange.ts";

/**
 * Reads an answer's JSON. Where a good answer to a read has none, somebody in between has answered (a proxy's page) or
 * the connection broke off: that is a bad gateway, to be tried again, and never an empty list.
 */
export const readingStage: Stage = async (request, exchange, next) => {
  const answer = await next(request);
  exchange.body = jsonIn(answer.body);
  exchange.isUnreadable = answer.status === 200 && exchange.body === undefined;
  return exchange.isUnreadable && exchange.repeatable ? { ...answer, status: 502 } : answer;
};

/** Counts come with a byte order mark at times. What is nested beyond reason is not the service's own either. */
function jsonIn(text: string): JsonValue | undefined {
  if (isTextNestedTooDeep(text)) return undefined;
  try {
    return parseJson(text.replace(/^\uFEFF/u, ""));
  } catch {
    return undefined;
  }
}
