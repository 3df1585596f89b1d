import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { Clock } from "./clock.ts";
import type { Cloud } from "./cloud.ts";
import type { SignIn, Transport, TransportRequest, TransportResponse } from "./graph.ts";

/** For tests: a tenant of the world's documentation. */
export const scriptedCloud: Cloud = {
  name: "scripted",
  authority: "https://login.contoso.example",
  graph: "https://graph.contoso.example",
  tenantId: "5f1a9c9e-0000-4000-8000-000000000001",
  clientId: "5f1a9c9e-0000-4000-8000-000000000002",
  allowance: { readUnitsPer10s: 8000, writesPerSecond: 20, conditionalAccessPerSecond: 1 },
  demo: false,
};

export interface Seen extends TransportRequest {
  /** When it arrived. */
  readonly at: number;
  /** Path and query without the version, decoded. */
  readonly path: string;
}

/** A good answer to a read is JSON. */
function nothing(status: number): string {
  return status === 200 ? "{}" : "";
}

/** What a script answers: a body, or a status with headers; an error is thrown. */
export type Scripted = { status?: number; headers?: Record<string, string>; body?: JsonValue } | Error;

/** For tests: a Transport that answers from a script and remembers what it was asked. */
export function createScriptedTransport(
  clock: Clock,
  script: (request: Seen, index: number) => Scripted | Promise<Scripted>,
): { transport: Transport; seen: Seen[] } {
  const seen: Seen[] = [];
  const transport: Transport = async (request) => {
    const { pathname, search } = new URL(request.url);
    const path = decodeURIComponent(`${pathname.replace("/v1.0", "")}${search}`);
    const asked: Seen = { ...request, at: clock.now(), path };
    seen.push(asked);
    return responseOf(await script(asked, seen.length - 1));
  };
  return { transport, seen };
}

function responseOf(scripted: Scripted): TransportResponse {
  if (scripted instanceof Error) throw scripted;
  const { status = 200, headers = {}, body } = scripted;
  return { status, headers, body: body === undefined ? nothing(status) : JSON.stringify(body) };
}

/** For tests: answers a `$batch` by asking `answer` for each item. */
export function answerBatch(request: TransportRequest, answer: (url: string, id: string) => Scripted): Scripted {
  const parsed = JSON.parse(request.body ?? "{}") as JsonValue;
  const items = isJsonObject(parsed) && Array.isArray(parsed.requests) ? parsed.requests : [];
  const responses = items
    .filter((item) => isJsonObject(item))
    .map((item) => {
      const scripted = answer(String(item.url), String(item.id));
      if (scripted instanceof Error) throw scripted;
      const { status = 200, headers = {}, body } = scripted;
      return { id: String(item.id), status, headers, ...(body === undefined ? {} : { body }) };
    });
  return { body: { responses: responses.reverse() } };
}

/** For tests: tokens "token-1", "token-2" ...; a new one for each claims challenge. */
export function createScriptedSignIn(): SignIn & { readonly asked: (string | undefined)[] } {
  const asked: (string | undefined)[] = [];
  let number = 1;
  const account = {
    name: "reader@contoso.example",
    objectId: null,
    tenantId: scriptedCloud.tenantId,
    authentication: "delegated" as const,
    permissions: ["Directory.Read.All"],
  };
  return {
    asked,
    signIn: async () => account,
    signOut: async () => undefined,
    account: async () => account,
    async token(_permissions, options) {
      asked.push(options?.claims);
      if (options?.claims !== undefined || options?.renew === true) number += 1;
      return `token-${number}`;
    },
  };
}
