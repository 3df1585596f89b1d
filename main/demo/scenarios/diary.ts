import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { DemoState } from "../demo-state.ts";
import type { Scenario, ScenarioReport } from "../demo-tenant.ts";

/** Writes down what a scenario does while the tenant's clock goes on. */
export interface Diary {
  /** Lets time go by. */
  pass(minutes: number): void;
  /** One sentence of the story, with the time of day before it. */
  tell(sentence: string): void;
  harm(type: ObjectType, ...ids: readonly string[]): void;
  /** A change that must survive a recovery. */
  keep(type: ObjectType, ...ids: readonly string[]): void;
  close(culprits: readonly string[]): ScenarioReport;
}

const minuteMs = 60_000;

export function openDiary(state: DemoState, scenario: Scenario): Diary {
  const story: string[] = [];
  const harmed = new Map<string, Set<string>>();
  const legitimate = new Map<string, Set<string>>();
  return {
    pass: (minutes) => {
      state.clockMs += Math.round(minutes * minuteMs);
    },
    tell: (sentence) => {
      story.push(`${new Date(state.clockMs).toISOString().slice(11, 16)}  ${sentence}`);
    },
    harm: (type, ...ids) => note(harmed, type, ids),
    keep: (type, ...ids) => note(legitimate, type, ids),
    close: (culprits) => ({ scenario, story, culprits, harmed: asRecord(harmed), legitimate: asRecord(legitimate) }),
  };
}

function note(notes: Map<string, Set<string>>, type: ObjectType, ids: readonly string[]): void {
  const known = notes.get(type) ?? new Set<string>();
  for (const id of ids) known.add(id);
  notes.set(type, known);
}

function asRecord(notes: ReadonlyMap<string, ReadonlySet<string>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...notes].map(([type, ids]) => [type, [...ids]]));
}
