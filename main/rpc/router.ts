import type { z } from "zod";
import type { Answer } from "../../preload/contract/bridge.ts";
import type { InputOf, MethodName, OutputOf } from "../../preload/contract/methods.ts";
import { methods } from "../../preload/contract/methods.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { faultOf } from "../log/fault-of.ts";
import { type Log, noLog } from "../log/log.ts";
import { toErrorShape } from "./to-error-shape.ts";

/** One implementation per method; the compiler sees to it that none is missing. */
export type Handlers = { readonly [Name in MethodName]: (input: InputOf<Name>) => Promise<OutputOf<Name>> };

/** Stands between each call and its answer: it may refuse the one and change the other. Never rejects. */
export type Pass = (method: unknown, answer: () => Promise<Answer<unknown>>) => Promise<Answer<unknown>>;

export interface Router {
  /** Validates, runs, times and maps errors. Never rejects: whatever goes wrong is an answer. */
  handle(method: unknown, input: unknown): Promise<Answer<unknown>>;
}

/** The one door into the engine. Transports carry bytes only; `now` is in milliseconds. */
export function createRouter(
  handlers: Handlers,
  now: () => number,
  log: Log = noLog,
  pass: Pass = (_method, answer) => answer(),
): Router {
  return {
    async handle(method, input) {
      const started = now();
      const answer = await pass(method, () => answerTo(handlers, method, input, log));
      if (isMethodName(method)) {
        const outcome = answer.ok ? "ok" : answer.error.code;
        // Never its input, which may hold personal values.
        log.write("call.ended", { method, milliseconds: now() - started, outcome });
      }
      return answer;
    },
  };
}

async function answerTo(handlers: Handlers, method: unknown, input: unknown, log: Log): Promise<Answer<unknown>> {
  try {
    if (!isMethodName(method)) throw new ReinstateError("USAGE_INVALID", "The window asked for something unknown.");
    return { ok: true, value: await callHandler(handlers, method, input) };
  } catch (error) {
    if (!(error instanceof ReinstateError)) log.write("call.failed", faultOf(error));
    return { ok: false, error: toErrorShape(error) };
  }
}

function callHandler(handlers: Handlers, method: MethodName, input: unknown): Promise<unknown> {
  const parsed = methods[method].input.safeParse(input);
  if (!parsed.success) throw new ReinstateError("USAGE_INVALID", sentenceOf(parsed.error, method));
  // The table ties each handler to its own schema; the compiler cannot follow that through a variable key.
  const handler = handlers[method] as (value: unknown) => Promise<unknown>;
  return handler(parsed.data);
}

function sentenceOf(error: z.ZodError, method: string): string {
  const places = error.issues.map((issue) => issue.path.join(".") || "the whole").join(", ");
  return `The request ${method} was refused because of: ${places}.`;
}

function isMethodName(method: unknown): method is MethodName {
  return typeof method === "string" && Object.hasOwn(methods, method);
}
