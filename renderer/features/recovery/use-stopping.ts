import { useState } from "react";
import { useClient } from "../../bridge/client-context.tsx";

export const stoppingWords = {
  pause: "Pausing after the step under way…",
  cancel: "Stopping after the step under way…",
} as const;

export interface Stopping {
  readonly stopping: keyof typeof stoppingWords | undefined;
  readonly pause: () => void;
  /** Also of what comes to hold: nobody has to wait for that first. */
  readonly cancel: () => void;
}

/** The ways to end a recovery before its time. `plans`: those of which one may be under way; the engine knows which is. */
export function useStopping(plans: () => Promise<readonly string[]>): Stopping {
  const client = useClient();
  const [stopping, setStopping] = useState<Stopping["stopping"]>();
  const stop = (how: keyof typeof stoppingWords, asked: Promise<boolean>) => {
    setStopping(how);
    asked.then(
      (isStopping) => isStopping || setStopping(undefined),
      () => setStopping(undefined),
    );
  };
  const pauseAll = async () => {
    const asked = (await plans()).map((planId) => client.call("recovery.pause", { planId }));
    return (await Promise.all(asked)).some(({ pausing }) => pausing);
  };
  return {
    stopping,
    pause: () => stop("pause", pauseAll()),
    cancel: () =>
      stop(
        "cancel",
        client.call("work.cancel", {}).then(() => true),
      ),
  };
}
