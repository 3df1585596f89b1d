import type { JsonObject } from "../../../../preload/contract/json-value.ts";

/** The sign-in service's way to say no. */
export class SignInRefusal extends Error {
  readonly error: string;
  /** Microsoft's number, without "AADSTS". */
  readonly number: number;
  readonly suberror: string | undefined;

  constructor(error: string, number: number, message: string, suberror?: string) {
    super(message);
    this.error = error;
    this.number = number;
    this.suberror = suberror;
  }
}

/** As the token endpoint and the form post word it. */
export function sentenceOf({ number, message }: SignInRefusal, id: string, now: string): string {
  const timestamp = `${now.slice(0, 10)} ${now.slice(11, 19)}Z`;
  return `AADSTS${number}: ${message} Trace ID: ${id} Correlation ID: ${id} Timestamp: ${timestamp}`;
}

export function refusalBody(refusal: SignInRefusal, id: string, now: string): JsonObject {
  return {
    error: refusal.error,
    error_description: sentenceOf(refusal, id, now),
    error_codes: [refusal.number],
    timestamp: `${now.slice(0, 10)} ${now.slice(11, 19)}Z`,
    trace_id: id,
    correlation_id: id,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
  };
}
