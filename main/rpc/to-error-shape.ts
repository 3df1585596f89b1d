import type { ErrorShape } from "../../preload/contract/reinstate-error.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** An expected error as it crosses a thread or the bridge. A bug becomes INTERNAL: its text may hold personal values. */
export function toErrorShape(error: unknown): ErrorShape {
  if (error instanceof ReinstateError) {
    const { code, message, retryable, details } = error;
    return { code, message, retryable, ...(details === undefined ? {} : { details }) };
  }
  return {
    code: "INTERNAL",
    message:
      "Something went wrong inside Reinstate. Nothing was written to the tenant by this call. Try again; if it persists, restart.",
    retryable: true,
    // The name of the class says which bug it was without saying whose data it met.
    details: error instanceof Error ? `${error.name} ${placeOf(error)}` : typeof error,
  };
}

function placeOf(error: Error): string {
  const frame = error.stack?.split("\n").find((line) => line.trimStart().startsWith("at "));
  return frame?.trim().replace(/\(?file:\/\/.*\/(?=[^/]+:\d+:\d+)/u, "(") ?? "";
}
