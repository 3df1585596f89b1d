import type { JsonObject } from "../../../preload/contract/json-value.ts";

/** Graph's way to say no: thrown by handlers, written out as `{ error: { code, message } }`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function badRequest(message: string, code = "Request_BadRequest"): Refusal {
  return new Refusal(400, code, message);
}

export function notFound(id: string): Refusal {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new Refusal(404, "Request_ResourceNotFound", message);
}

export function denied(message = "Insufficient privileges to complete the operation."): Refusal {
  return new Refusal(403, "Authorization_RequestDenied", message);
}

export function conflict(message: string, code = "Request_MultipleObjectsWithSameKeyValue"): Refusal {
  return new Refusal(409, code, message);
}

export function invalidValue(property: string, resource: string): Refusal {
  return badRequest(`Invalid value specified for property '${property}' of resource '${resource}'.`);
}

/** The body of an error as Graph writes it. */
export function errorBody({ code, message }: Refusal, requestId: string, date: string): JsonObject {
  const innerError = { date: date.slice(0, 19), "request-id": requestId, "client-request-id": requestId };
  return { error: { code, message, innerError } };
}
