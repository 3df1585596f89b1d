import type { LogFields } from "./log-events.ts";
import { errorNames } from "./log-events.ts";

/** A bug by its class and its place in our code: its words, and the folders that the code lies in, may name a person. */
export function faultOf(error: unknown): LogFields<"call.failed"> {
  if (!(error instanceof Error)) return { name: "other", places: [] };
  const name = errorNames.find((each) => each === error.name) ?? "other";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  const places = frames.flatMap((line) => /(\w[\w.-]{0,60}\.(?:ts|tsx|js|mjs|cjs):\d+:\d+)\)?$/u.exec(line)?.[1] ?? []);
  return { name, places: places.slice(0, 8) };
}
