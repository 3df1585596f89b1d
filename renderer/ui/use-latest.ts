import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that stays the same over all drawings and does what the latest one says. */
export function useLatest<Arguments extends readonly unknown[]>(
  work: (...values: Arguments) => void,
): (...values: Arguments) => void {
  const latest = useRef(work);
  useLayoutEffect(() => {
    latest.current = work;
  });
  return useCallback((...values: Arguments) => latest.current(...values), []);
}
