import { useState } from "react";
import { useClient } from "../../bridge/client-context.tsx";
import { type Action, useAction } from "../../bridge/use-action.ts";
import type { ObjectPlace } from "../../navigation/route.ts";
import { useWizard } from "../recovery/wizard-context.tsx";
import { useReports } from "../report/report-shelf.tsx";

interface PutBack extends Pick<Action, "running" | "error" | "dismiss"> {
  readonly start: () => void;
  /** Why there is nothing to put back, once that is known. */
  readonly words: string | undefined;
}

/** Reads the tenant and leads to the recovery of this one object as the snapshot holds it. */
export function usePutBack(object: ObjectPlace, snapshot: number, onTaken: () => void): PutBack {
  const client = useClient();
  const { open } = useReports();
  const { begin } = useWizard();
  const { run, running, error, dismiss } = useAction();
  const [words, setWords] = useState<string>();
  const start = () =>
    run(async () => {
      setWords(undefined);
      const { to } = await open({ from: snapshot, to: "now" });
      onTaken();
      const range = { from: snapshot, to: to.snapshotNumber };
      const { found, unknown } = await client.call("object.compare", { ...object, ...range });
      if (found !== null) return begin({ ...range, filter: { ids: [object.id] } });
      setWords(unknown.length > 0 ? `It cannot be compared: ${unknown.join(" ")}` : sameNow);
    });
  return { start, running, error, dismiss, words };
}

const sameNow = "The tenant was read just now: what this snapshot holds of the object is the same there.";
