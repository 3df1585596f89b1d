import type { ReactNode } from "react";
import { createContext, use, useEffect, useMemo, useState } from "react";
import type { Client } from "../../bridge/client.ts";
import { useClient } from "../../bridge/client-context.tsx";
import type { VaultCache } from "../../cache/vault-cache.ts";
import { useVaultCache } from "../../cache/vault-cache-context.tsx";
import { goTo } from "../../navigation/use-route.ts";
import type { WizardMoves } from "./wizard-moves.ts";
import { wizardMoves } from "./wizard-moves.ts";
import type { WizardState } from "./wizard-state.ts";
import { choiceOf, draftOf, stateOfJob } from "./wizard-state.ts";

interface Wizard extends WizardMoves {
  readonly state: WizardState;
  readonly setState: (state: WizardState) => void;
}

const halfway: ReadonlySet<WizardState["stage"]> = new Set(["progress", "paused", "verdict"]);

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
      if (halfway.has(restored.stage) && window.location.hash === "") goTo({ page: "recovery" });
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
  const wizard = useMemo(() => ({ state, setState, ...wizardMoves(client, setState) }), [client, state]);
  return <WizardContext value={wizard}>{children}</WizardContext>;
}

export function useWizard(): Wizard {
  const wizard = use(WizardContext);
  if (wizard === null) throw new Error("useWizard outside of WizardProvider");
  return wizard;
}

/** The engine went on while the page was away. */
function follow(client: Client, { choice, plan }: Following, setState: (state: WizardState) => void): void {
  client.call("recovery.follow", { planId: plan.id }).then(
    (job) => setState(job === null ? { stage: "none" } : stateOfJob({ choice, plan }, job)),
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
      if (job !== undefined) return stateOfJob({ choice, plan }, job);
      return { stage: "review", choice, plan, accepted: new Set() };
    } catch {
      // The plan went with its vault; what was chosen may still make another.
    }
  }
  return choice === null ? { stage: "none" } : { stage: "choose", choice };
}
