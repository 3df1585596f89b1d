import type { ErrorCode, ErrorShape } from "../../preload/contract/reinstate-error.ts";

/** What a refused call throws in the window: the error's code and its sentence for the person at the screen. */
export class BridgeError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: string | undefined;

  constructor(shape: ErrorShape) {
    super(shape.message);
    this.name = "BridgeError";
    this.code = shape.code;
    this.retryable = shape.retryable;
    this.details = shape.details;
  }
}

/** Whatever was thrown, as an error that the screens can show. */
export function toBridgeError(error: unknown): BridgeError {
  if (error instanceof BridgeError) return error;
  return new BridgeError({
    code: "INTERNAL",
    message: "Something went wrong in this window. Nothing was written to the tenant by it. Try again.",
    retryable: true,
    details: error instanceof Error ? error.name : typeof error,
  });
}
