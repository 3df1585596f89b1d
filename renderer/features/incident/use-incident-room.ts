import { useCallback, useRef, useState } from "react";
import type { IncidentNote } from "../../../preload/contract/incident.ts";
import { useClient, useWork } from "../../bridge/client-context.tsx";
import type { Action } from "../../bridge/use-action.ts";
import { useAction } from "../../bridge/use-action.ts";
import { goTo } from "../../navigation/use-route.ts";
import { useSession } from "../session/session-context.tsx";

/** The one key that opens the incident room, and asks whether to leave it. */
export const incidentKey = "F8";

export interface IncidentRoom {
  readonly since: string | null;
  readonly action: Action;
  /** Long work runs: the window must not begin anew under it. */
  readonly busy: boolean;
  readonly enter: () => void;
  /** Asks first. */
  readonly leave: () => void;
  readonly leaving: boolean;
  /** What is written and not noted yet: whoever looks something up in between finds it again. In memory only, as it may name people. */
  readonly drafts: Map<IncidentNote["kind"], string>;
  readonly stay: () => void;
  readonly confirmLeave: () => void;
}

/** The incident room of this window: whether it is open, and the ways in and out. */
export function useIncidentRoom(): IncidentRoom {
  const client = useClient();
  const { session, reload } = useSession();
  const busy = useWork() !== null;
  const action = useAction();
  const [leaving, setLeaving] = useState(false);
  const drafts = useRef(new Map<IncidentNote["kind"], string>());
  const since = session?.incidentSince ?? null;
  const { run } = action;
  const enter = useCallback(() => {
    if (busy) return;
    run(async () => {
      await client.call("incident.enter", {});
      goTo({ page: "incident" });
      reload();
    });
  }, [busy, client, reload, run]);
  const leave = useCallback(() => setLeaving(true), []);
  const stay = useCallback(() => setLeaving(false), []);
  const confirmLeave = () =>
    run(async () => {
      await client.call("incident.leave", { confirmed: true });
      setLeaving(false);
      reload();
    });
  return { since, action, busy, enter, leave, leaving, drafts: drafts.current, stay, confirmLeave };
}
