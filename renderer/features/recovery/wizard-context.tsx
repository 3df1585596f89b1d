import type { ReactNode } from "react";
import { createContext, use, useEffect, useMemo, useState } from "react";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import { toBridgeError } from "../../bridge/bridge-error.ts";
import type { Client } from "../../bridge/client.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { forgetDraft, readDraft, writeDraft } from "../../cache/draft.ts";
import { goTo } from "../../navigation/use-route.ts";
import type { Accepted, Choice, WizardState } from "./wizard-state.ts";
import { acknowledgedCodes, choiceOf, draftOf } from "./wizard-state.ts";

interface Wizard {
  readonly state: WizardState;
  readonly setState: (state: WizardState) => void;
  /** Starts a recovery from a report. */
  readonly begin: (choice: Pick<Choice, "from" | "to" | "filter">) => void;
  /** Goes to the review of a plan that was made elsewhere: an undo. */
  readonly review: (plan: PlanSummary) => void;
  readonly apply: (choice: Choice | null, plan: PlanSummary, accepted: Accepted) => void;
  readonly leave: () => void;
}

const WizardContext = createContext<Wizard | null>(null);

interface WizardProviderProps {
  readonly tenantId: string;
  readonly children: ReactNode;
}

/** Holds the recovery wizard above the pages, so that it goes on while the person looks elsewhere. */
export function WizardProvider({ tenantId, children }: WizardProviderProps) {
  const client = useClient();
  const [state, setState] = useState<WizardState>({ stage: "loading" });
  useEffect(() => {
    let left = false;
    void restore(client, tenantId).then((restored) => {
      // Whoever began something meanwhile wants that, not the draft.
      if (!left) setState((now) => (now.stage === "loading" ? restored : now));
    });
    return () => {
      left = true;
    };
  }, [client, tenantId]);
  useEffect(() => {
    if (state.stage === "loading") return;
    const draft = draftOf(tenantId, state);
    void (draft === null ? forgetDraft() : writeDraft(draft));
  }, [tenantId, state]);
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
    review: (plan) => {
      setState({ stage: "review", choice: null, plan, accepted: new Set() });
      goTo({ page: "recovery" });
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

/** The wizard as the last reload left it. Warnings are read again: an acceptance is not kept. */
async function restore(client: Client, tenantId: string): Promise<WizardState> {
  const draft = await readDraft(tenantId);
  if (draft === undefined) return { stage: "none" };
  const choice = choiceOf(draft.choice);
  if (draft.planId !== null) {
    try {
      const plan = await client.call("plan.describe", { planId: draft.planId });
      return { stage: "review", choice, plan, accepted: new Set() };
    } catch {
      // The plan went with its vault; what was chosen may still make another.
    }
  }
  return choice === null ? { stage: "none" } : { stage: "choose", choice };
}
