import { useCallback, useEffect, useRef, useState } from "react";
import type { BridgeError } from "./bridge-error.ts";
import { toBridgeError } from "./bridge-error.ts";

export interface Action {
  readonly running: boolean;
  readonly error: BridgeError | undefined;
  /** Runs one piece of work at a time; a second call while it runs does nothing. */
  readonly run: (work: () => Promise<void>) => void;
  readonly dismiss: () => void;
}

/** One thing a person asked for: whether it runs and how it failed. */
export function useAction(): Action {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<BridgeError>();
  const busy = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback((work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    setError(undefined);
    const settle = (failure?: unknown) => {
      busy.current = false;
      if (!mounted.current) return;
      setRunning(false);
      if (failure !== undefined) setError(toBridgeError(failure));
    };
    work().then(() => settle(), settle);
  }, []);
  const dismiss = useCallback(() => setError(undefined), []);
  return { running, error, run, dismiss };
}
