import type { ReactNode } from "react";
import { createContext, use, useEffect, useMemo, useState } from "react";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import { toBridgeError } from "../../bridge/bridge-error.ts";
import type { Client } from "../../bridge/client.ts";
import { useClient } from "../../bridge/client-context.tsx";
import type { VaultCache } from "../../cache/vault-cache.ts";
import { useVaultCache } from "../../cache/vault-cache-context.tsx";
import { goTo } from "../../navigation/use-route.ts";
import type { Accepted, Choice, WizardState } from "./wizard-state.ts";
import { acknowledgedCodes, choiceOf, draftOf } from "./wizard-state.ts";

interface Wizard {
  readonly state: WizardState;
  readonly setState: (state: WizardState) => void;
  /** Starts a recovery from a report. */
  readonly begin: (choice: Pick<Choice, "from" | "to" | "filter">) => void;
  /** Puts a plan up for review that was made at another place (an address): an undo. Who is still there is led to it. */
  readonly review: (plan: PlanSummary, madeAt: string) => void;
  readonly apply: (choice: Choice | null, plan: PlanSummary, accepted: Accepted) => void;
  readonly leave: () => void;
}

type Following = Extract<WizardState, { readonly stage: "progress" }>;

const WizardContext = createContext<Wizard | null>(null);

interface WizardProviderProps {
  /** The incident room is open. */
  readonly incident: boolean;
  readonly children: ReactNode;
}

/** Holds the recovery wizard above the pages, so that it goes on while the person looks elsewhere. */
export function WizardProvider({ incident, children }: WizardProviderProps) {
  const client = useClient();
  const cache = useVaultCache();
  const [state, setState] = useState<WizardState>({ stage: "loading" });
  useEffect(() => {
    if (cache === null) return;
    let left = false;
    void restore(client, cache, incident).then((restored) => {
      if (left) return;
      // Whoever began something meanwhile wants that, not the draft.
      setState((now) => (now.stage === "loading" ? restored : now));
      // Somebody who opens the window has to see first that a recovery has not got to its end.
      const isHalf = restored.stage === "progress" || restored.stage === "verdict";
      if (isHalf && window.location.hash === "") goTo({ page: "recovery" });
      if (restored.stage === "progress") follow(client, restored, setState);
    });
    return () => {
      left = true;
    };
  }, [client, cache, incident]);
  useEffect(() => {
    if (state.stage === "loading") return;
    const draft = draftOf(state, incident);
    void (draft === null ? cache?.forget("draft") : cache?.write("draft", draft));
  }, [cache, incident, state]);
  const wizard = useMemo(() => ({ state, setState, ...moves(client, setState) }), [client, state]);
  return <WizardContext value={wizard}>{children}</WizardContext>;
}

export function useWizard(): Wizard {
  const wizard = use(WizardContext);
  if (wizard === null) throw new Error("useWizard outside of WizardProvider");
  return wizard;
}

function moves(client: Client, setState: (state: WizardState) => void): Omit<Wizard, "state" | "setState"> {
  return {
    begin: (choice) => {
      setState({ stage: "choose", choice: { ...choice, removeAdded: false, leftOut: [] } });
      goTo({ page: "recovery" });
    },
    review: (plan, madeAt) => {
      setState({ stage: "review", choice: null, plan, accepted: new Set() });
      if (window.location.hash === madeAt) goTo({ page: "recovery" });
    },
    apply: (choice, plan, accepted) => {
      setState({ stage: "progress", choice, plan });
      client
        .call("recovery.apply", { planId: plan.id, hash: plan.hash, acknowledged: acknowledgedCodes(plan, accepted) })
        .then(
          (job) => setState({ stage: "verdict", choice, plan, job }),
          (error: unknown) => setState({ stage: "confirm", choice, plan, accepted, error: toBridgeError(error) }),
        );
    },
    leave: () => setState({ stage: "none" }),
  };
}

/** The engine went on while the page was away. */
function follow(client: Client, { choice, plan }: Following, setState: (state: WizardState) => void): void {
  client.call("recovery.follow", { planId: plan.id }).then(
    (job) => setState(job === null ? { stage: "none" } : { stage: "verdict", choice, plan, job }),
    () => setState({ stage: "none" }),
  );
}

/**
 * The wizard as it was left. Warnings are read again: an acceptance is not kept. A plan that was being carried out is shown with
 * how far it came, from where it can go on.
 */
async function restore(client: Client, cache: VaultCache, incident: boolean): Promise<WizardState> {
  const draft = await cache.read("draft");
  if (draft === undefined) return { stage: "none" };
  const choice = choiceOf(draft, incident);
  if (draft.planId !== null) {
    try {
      const plan = await client.call("plan.describe", { planId: draft.planId });
      const job = (await client.call("history.jobs", {})).find(({ planId }) => planId === plan.id);
      if (job?.state === "running") return { stage: "progress", choice, plan };
      if (job !== undefined) return { stage: "verdict", choice, plan, job };
      return { stage: "review", choice, plan, accepted: new Set() };
    } catch {
      // The plan went with its vault; what was chosen may still make another.
    }
  }
  return choice === null ? { stage: "none" } : { stage: "choose", choice };
}
