import type { ChangeEntry, ChangeLogName, DemoState } from "../../demo-state.ts";

/** What happened to one object within a round. */
export interface ChangedId {
  readonly id: string;
  readonly entries: readonly ChangeEntry[];
}

/** Sequence of the latest change that reads can see. */
export function visibleSequence(state: DemoState, type: ChangeLogName, untilMs: number): number {
  if (untilMs >= state.clockMs) return state.sequence;
  const log = state.changes[type];
  for (let place = log.length - 1; place >= 0; place -= 1) {
    const entry = log[place];
    if (entry !== undefined && entry.atMs <= untilMs) return entry.sequence;
  }
  return 0;
}

/** Groups the log's part after `since` and up to `until` by object. The latest answer is kept for a round's other pages. */
export function createChangedIds(state: DemoState) {
  const kept = new Map<ChangeLogName, { readonly key: string; readonly changed: readonly ChangedId[] }>();
  return (type: ChangeLogName, since: number, until: number): readonly ChangedId[] => {
    const key = `${since} ${until}`;
    const known = kept.get(type);
    if (known?.key === key) return known.changed;
    const changed = collect(state.changes[type], since, until);
    kept.set(type, { key, changed });
    return changed;
  };
}

function collect(log: readonly ChangeEntry[], since: number, until: number): readonly ChangedId[] {
  const byId = new Map<string, ChangeEntry[]>();
  for (let place = firstAfter(log, since); place < log.length; place += 1) {
    const entry = log[place];
    if (entry === undefined || entry.sequence > until) break;
    const entries = byId.get(entry.id);
    if (entries === undefined) byId.set(entry.id, [entry]);
    else entries.push(entry);
  }
  return [...byId].map(([id, entries]) => ({ id, entries }));
}

function firstAfter(log: readonly ChangeEntry[], sequence: number): number {
  let [low, high] = [0, log.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log[middle]?.sequence ?? 0) <= sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
