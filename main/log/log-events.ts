import { z } from "zod";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { methods } from "../../preload/contract/methods.ts";
import { jobStates, stepOutcomes } from "../../preload/contract/recovery-job.ts";
import { errorCodes } from "../../preload/contract/reinstate-error.ts";
import { isPathTemplate } from "./path-template.ts";

/*
 * All that can be logged. A field is a number, a truth value, one of a closed list of our own words, or has a form in which nothing
 * else fits (a version, a place in our code, Graph's request id): there is no free text, so nothing has to be redacted.
 */
const whole = z.int();
const milliseconds = z.number().transform(Math.round);
const isTrue = z.boolean();
const outcome = z.enum(["ok", ...errorCodes]);
const version = z.string().regex(/^v?\d+(\.\d+){0,3}(-[a-z0-9]{1,12})?$/u);
/** A word of ours that stands in the code, such as a command's name. */
const ownWord = z.string().regex(/^[a-z][a-z-]{0,20}( [a-z][a-z-]{0,20})?$/u);
const place = z.string().regex(/^\w[\w.-]{0,60}\.(ts|tsx|js|mjs|cjs):\d{1,7}(:\d{1,7})?$/u);
export const errorNames = [
  "Error",
  "TypeError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "AggregateError",
  "AbortError",
  "SqliteError",
  "ZodError",
  "other",
] as const;
export const keystores = [
  "dpapi",
  "keychain",
  "gnome_libsecret",
  "kwallet",
  "kwallet5",
  "kwallet6",
  "none",
  "other",
] as const;

const hosts = ["electron", "chromium", "command line"] as const;
const clouds = ["demo", "global", "us-gov-l4", "us-gov-l5", "china", "own", "none"] as const;
const fault = { name: z.enum(errorNames), places: z.array(place).max(8) };

export const logEvents = {
  "app.started": z.strictObject({
    version,
    host: z.enum(hosts),
    platform: ownWord.or(z.literal("win32")),
    architecture: z.enum(["x64", "arm64", "ia32", "arm", "other"]),
    node: version,
    electron: version.optional(),
    keystore: z.enum(keystores).optional(),
  }),
  "app.ended": z.strictObject({ exitCode: whole.optional() }),
  "app.failed": z.strictObject(fault),
  "command.ended": z.strictObject({ command: ownWord, milliseconds, exitCode: whole, outcome }),
  "call.ended": z.strictObject({ method: z.enum(Object.keys(methods)), milliseconds, outcome }),
  /** A bug, by where it is. */
  "call.failed": z.strictObject(fault),
  /** An address that is not the sign-in service's was to be opened in the browser. */
  "browser.refused": z.strictObject({}),
  "vault.opened": z.strictObject({ cloud: z.enum(clouds), snapshots: whole, readOnly: isTrue }),
  "graph.request": z.strictObject({
    method: z.enum(["GET", "POST", "PATCH", "PUT", "DELETE"]),
    path: z.string().refine(isPathTemplate),
    /** 0: no answer came. */
    status: whole,
    milliseconds,
    requestId: z.guid().optional(),
  }),
  "graph.retry": z.strictObject({
    reason: z.enum(["throttled", "serverError", "unreadable", "noAnswer"]),
    waitedMilliseconds: milliseconds,
  }),
  "capture.type": z.strictObject({
    type: z.enum(objectTypes),
    read: whole,
    promised: whole.nullable(),
    pages: whole,
    complete: isTrue,
    mode: z.enum(["full", "delta"]),
    requests: whole.optional(),
    permissionsMissing: whole.optional(),
  }),
  "capture.sealed": z.strictObject({
    snapshot: whole,
    kind: z.enum(["capture", "import", "checkpoint"]),
    complete: isTrue,
    objects: whole,
    auditComplete: isTrue,
  }),
  "schedule.attempted": z.strictObject({
    outcome: z.enum(["taken", "incomplete", "failed"]),
    failures: whole,
    isNextPlanned: isTrue,
  }),
  "job.started": z.strictObject({ steps: whole, requests: whole, purpose: z.enum(["recover", "undo"]) }),
  "job.step": z.strictObject({ step: whole, outcome: z.enum(stepOutcomes) }),
  "job.ended": z.strictObject({
    state: z.enum(jobStates),
    verdict: z.enum(["complete", "partial", "failed"]).nullable(),
    applied: whole,
    notApplied: whole,
  }),
  /** Lines that found no room on the disk. */
  "log.lost": z.strictObject({ lines: whole }),
  /** A line that held something which may not be logged: a bug of ours. */
  "log.refused": z.strictObject({ refused: z.string().regex(/^[a-z]+\.[a-z]+$/u) }),
} as const;

export type LogEventName = keyof typeof logEvents;
export type LogFields<Name extends LogEventName> = z.input<(typeof logEvents)[Name]>;
export const logLevels = ["error", "warn", "info"] as const;
export type LogLevel = (typeof logLevels)[number];

const levels: Readonly<Partial<Record<LogEventName, LogLevel>>> = {
  "app.failed": "error",
  "call.failed": "error",
  "log.refused": "error",
  "log.lost": "warn",
  "browser.refused": "warn",
  "graph.retry": "warn",
};

/** How much it matters: what did not end well is a warning, a bug an error. */
export function levelOf(event: LogEventName, fields: Readonly<Record<string, unknown>>): LogLevel {
  const fixed = levels[event];
  if (fixed !== undefined) return fixed;
  if (fields.outcome === "INTERNAL") return "error";
  const isRefused = typeof fields.status === "number" && (fields.status === 0 || fields.status >= 400);
  const isPoor = fields.complete === false || fields.verdict === "partial" || fields.verdict === "failed";
  const isGood = fields.outcome === undefined || ["ok", "taken", "applied", "already"].includes(String(fields.outcome));
  return isRefused || isPoor || !isGood ? "warn" : "info";
}
