import { useCallback, useEffect, useState } from "react";
import type { InputOf, MethodName, OutputOf } from "../../preload/contract/methods.ts";
import type { BridgeError } from "./bridge-error.ts";
import { toBridgeError } from "./bridge-error.ts";
import { useClient } from "./client-context.tsx";

export interface AnswerState<Value> {
  /** The last value, kept while a newer one is fetched. */
  readonly value: Value | undefined;
  readonly error: BridgeError | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

/** Asks the bridge and asks again when the input changes. `input` undefined: not yet. */
export function useAnswer<Name extends MethodName>(
  method: Name,
  input: InputOf<Name> | undefined,
): AnswerState<OutputOf<Name>> {
  const client = useClient();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ value?: OutputOf<Name>; error?: BridgeError; settled: string }>({ settled: "" });
  const key = input === undefined ? "" : `${round} ${JSON.stringify(input)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the input's content
  useEffect(() => {
    if (input === undefined) return;
    let stale = false;
    client.call(method, input).then(
      (value) => stale || setState({ value, settled: key }),
      (error: unknown) => stale || setState((last) => ({ ...last, error: toBridgeError(error), settled: key })),
    );
    return () => {
      stale = true;
    };
  }, [client, method, key]);
  const reload = useCallback(() => setRound((last) => last + 1), []);
  return { value: state.value, error: state.error, loading: state.settled !== key, reload };
}
