import { z } from "zod";
import { type LogEventName, type LogLevel, levelOf, logEvents, logLevels } from "./log-events.ts";

export interface LogLine {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly level: LogLevel;
  /** Of the process that wrote it. */
  readonly process: number;
  readonly event: LogEventName;
  readonly [field: string]: unknown;
}

const frame = z.object({ at: z.iso.datetime(), level: z.enum(logLevels), process: z.int() });

/** The line for an event; what may not be logged becomes a line that says so. */
export function logLine(
  event: LogEventName,
  fields: Readonly<Record<string, unknown>>,
  about: { readonly at: string; readonly process: number },
): LogLine {
  const parsed = logEvents[event].safeParse(fields);
  if (!parsed.success) return logLine("log.refused", { refused: event }, about);
  const { data }: { readonly data: object } = parsed;
  return { at: about.at, level: levelOf(event, { ...data }), process: about.process, event, ...data };
}

/** A line as it was written; undefined for anything else, since a file can be written by anybody. */
export function parseLogLine(text: string): LogLine | undefined {
  try {
    const { at, level, process, event, ...fields } = JSON.parse(text) as Record<string, unknown>;
    const about = frame.safeParse({ at, level, process });
    if (!about.success || typeof event !== "string" || !Object.hasOwn(logEvents, event)) return undefined;
    const line = logLine(event as LogEventName, fields, about.data);
    return line.event === event ? line : undefined;
  } catch {
    return undefined;
  }
}
