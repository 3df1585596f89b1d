import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { parseJson } from "../../preload/contract/parse-json.ts";
import type { JournalEntry } from "../../preload/contract/recovery-job.ts";

/**
 * What the journal keeps of an object just before a step writes to it: the parts that the step is about, so that undo
 * and resuming need nothing else. `namesakes`, before an object is made: the ids that already went by its name.
 */
export interface StepFound {
  readonly state: "active" | "bin" | "gone";
  readonly properties: JsonObject;
  readonly links: Readonly<Record<string, readonly LinkTarget[]>>;
  readonly namesakes: readonly string[];
}

export function formatFound(found: StepFound): string {
  return JSON.stringify(found);
}

/** Reads what `formatFound` wrote; the journal is sealed, so anything else is a bug. */
function parseFound(text: string): StepFound {
  const value = parseJson(text);
  if (!isJsonObject(value) || !isJsonObject(value.properties)) throw new Error("the journal holds no found state");
  return value as unknown as StepFound;
}

/**
 * The first intent of each step that was not withdrawn: what was there before anything was written, however often the job
 * was resumed.
 */
export function firstFounds(journal: readonly JournalEntry[]): ReadonlyMap<string, StepFound> {
  const founds = new Map<string, StepFound>();
  for (const { kind, stepId, found } of journal) {
    if (kind === "withdrawn") founds.delete(stepId);
    if (kind === "intent" && found !== undefined && !founds.has(stepId)) founds.set(stepId, parseFound(found));
  }
  return founds;
}
