import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import type { TransportResponse } from "../../graph/graph.ts";

/** What a handler answers, before it is written out. `text` stands for a body that is no JSON (a bare count). */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
  readonly text?: string;
}

export const noContent: Answer = { status: 204 };

export function ok(body: JsonObject): Answer {
  return { status: 200, body };
}

export function created(body: JsonObject): Answer {
  return { status: 201, body };
}

const jsonType = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/** The answer as it goes over the wire. */
export function toResponse({ status, headers = {}, body, text }: Answer): TransportResponse {
  if (text !== undefined) return { status, headers: { "content-type": "text/plain", ...headers }, body: text };
  if (body === undefined) return { status, headers, body: "" };
  return { status, headers: { "content-type": jsonType, ...headers }, body: JSON.stringify(body) };
}
