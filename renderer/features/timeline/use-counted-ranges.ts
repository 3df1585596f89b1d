import { useCallback, useEffect, useMemo, useState } from "react";
import type { CountedRange, RangeChanges } from "../../../preload/contract/timeline.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { toBridgeError } from "../../bridge/bridge-error.ts";
import { useClient } from "../../bridge/client-context.tsx";
import type { CalendarDay } from "./calendar-days.ts";

/** The engine answers after each: the days that somebody looks at first are on the screen first. */
const rangesAtOnce = 7;

export interface CountedRanges {
  readonly of: (day: CalendarDay) => RangeChanges | undefined;
  readonly error: BridgeError | undefined;
  readonly retry: () => void;
}

/** The changes of the days on the screen, the latest first. What was counted once is kept while the timeline is open. */
export function useCountedRanges(days: readonly CalendarDay[]): CountedRanges {
  const client = useClient();
  const [found, setFound] = useState<ReadonlyMap<string, RangeChanges>>(new Map());
  const [error, setError] = useState<BridgeError>();
  const [round, setRound] = useState(0);
  const wanted = days.flatMap((day) => rangeOf(day) ?? []).toReversed();
  const key = wanted.map(keyOf).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the ranges; what is found already is asked for once
  useEffect(() => {
    let stale = false;
    const left = wanted.filter((range) => !found.has(keyOf(range)));
    const count = async () => {
      setError(undefined);
      for (let start = 0; start < left.length && !stale; start += rangesAtOnce) {
        const ranges = left.slice(start, start + rangesAtOnce);
        const counted = await client.call("timeline.changes", { ranges });
        if (stale) return;
        setFound((last) => new Map([...last, ...counted.map((range) => [keyOf(range), range] as const)]));
      }
    };
    count().catch((reason: unknown) => stale || setError(toBridgeError(reason)));
    return () => {
      stale = true;
    };
  }, [client, key, round]);
  const retry = useCallback(() => setRound((last) => last + 1), []);
  return useMemo(() => {
    const of = (day: CalendarDay) => {
      const range = rangeOf(day);
      return range === undefined ? undefined : found.get(keyOf(range));
    };
    return { of, error, retry };
  }, [found, error, retry]);
}

function rangeOf({ from, to }: CalendarDay): CountedRange | undefined {
  return from === undefined || to === undefined ? undefined : { from: from.number, to: to.number };
}

function keyOf({ from, to }: CountedRange): string {
  return `${from}-${to}`;
}
