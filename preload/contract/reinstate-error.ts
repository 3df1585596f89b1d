/** Codes of expected errors; the prefix decides the command line's exit code. */
export const errorCodes = [
  "USAGE_INVALID", // 2: an argument, filter or file that does not make sense
  "USAGE_READ_ONLY", // 2: an exported snapshot is only looked at
  "USAGE_NOT_FOUND", // 2: a snapshot, object, job or file that is not there
  "PLAN_ALTERED", // 5
  "PLAN_OTHER_TENANT", // 2
  "PLAN_CARRIED_OUT", // 2: it has a job already
  "VAULT_LOCKED", // 4: wrong passphrase or no key slot opens it
  "VAULT_HELD", // 2: another process has it open
  "VAULT_OTHER_TENANT", // 2
  "VAULT_NOT_A_VAULT", // 5
  "VAULT_NEWER", // 2
  "VAULT_ALTERED", // 5: the place is in `details`
  "DISK_FULL", // 2
  "DISK_DENIED", // 2
  "IMPORT_TRUNCATED", // 5
  "IMPORT_INVALID", // 5
  "IMPORT_NEWER", // 2
  "SIGN_IN_NEEDED", // 4
  "SIGN_IN_FAILED", // 4
  "SIGN_IN_CANCELLED", // 4
  "PERMISSION_MISSING", // 4
  "TENANT_UNREACHABLE", // 6
  "TENANT_THROTTLED", // 6
  "TENANT_REFUSED", // 3: Graph answered 4xx to something that should have worked
  "CANCELLED", // 130: stopped before anything was half done; a job that was stopped ends in part (3)
  "HOST_UNAVAILABLE", // 2: no display, no browser, no Electron binary
  "INTERNAL", // 70: a bug, mapped at the edge only
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What crosses the bridge of an error. */
export interface ErrorShape {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly details?: string;
}

/**
 * An expected error: `message` is a sentence for the person at the screen and says what to do. It never holds a
 * secret, a token or a personal value. Everything else that is thrown is a bug.
 */
export class ReinstateError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { retryable?: boolean; details?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ReinstateError";
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details;
  }
}
