import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { toBridgeError } from "../../bridge/bridge-error.ts";
import type { Client } from "../../bridge/client.ts";
import { goTo } from "../../navigation/use-route.ts";
import { canResume } from "../history/job-words.ts";
import type { Accepted, Choice, WizardState } from "./wizard-state.ts";
import { acknowledgedCodes, stateOfJob } from "./wizard-state.ts";

/** A plan that is or was carried out, with what it was made from. */
export interface Begun {
  readonly choice: Choice | null;
  readonly plan: PlanSummary;
}

export interface WizardMoves {
  /** Starts a recovery from a report. */
  readonly begin: (choice: Pick<Choice, "from" | "to" | "filter">) => void;
  /** Puts a plan up for review that was made at another place (an address): an undo. Who is still there is led to it. */
  readonly review: (plan: PlanSummary, madeAt: string) => void;
  readonly apply: (choice: Choice | null, plan: PlanSummary, accepted: Accepted) => void;
  /** Goes on with a job that was paused, cancelled or interrupted. */
  readonly resume: (begun: Begun, job: RecoveryJob) => void;
  /** Does not go on with a paused one. */
  readonly callOff: (begun: Begun, job: RecoveryJob) => void;
  readonly leave: () => void;
}

export function wizardMoves(client: Client, setState: (state: WizardState) => void): WizardMoves {
  /** Another window, or the history, may have gone on with it meanwhile. */
  const failed = async (begun: Begun, job: RecoveryJob, error: unknown) => {
    const now = (await jobsOf(client, begun.plan)).find(({ id }) => id === job.id) ?? job;
    setState(stateOfJob(begun, now, toBridgeError(error)));
  };
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
      const begun = { choice, plan };
      setState({ stage: "progress", ...begun });
      client
        .call("recovery.apply", { planId: plan.id, hash: plan.hash, acknowledged: acknowledgedCodes(plan, accepted) })
        .then(
          (job) => setState(stateOfJob(begun, job)),
          async (thrown: unknown) => {
            const error = toBridgeError(thrown);
            setState((await whereItBroke(client, begun, error)) ?? { stage: "confirm", ...begun, accepted, error });
          },
        );
    },
    resume: (begun, job) => {
      setState({ stage: "progress", ...begun });
      client.call("recovery.resume", { jobId: job.id }).then(
        (next) => setState(stateOfJob(begun, next)),
        (error: unknown) => failed(begun, job, error),
      );
    },
    callOff: (begun, job) => {
      client.call("recovery.callOff", { jobId: job.id }).then(
        (next) => setState(stateOfJob(begun, next)),
        (error: unknown) => failed(begun, job, error),
      );
    },
    leave: () => setState({ stage: "none" }),
  };
}

/** Refused before anything was written, there is no job, and it can be confirmed again. Else it is shown as far as it came. */
async function whereItBroke(client: Client, begun: Begun, error: BridgeError): Promise<WizardState | undefined> {
  const job = (await jobsOf(client, begun.plan)).find(canResume);
  return job === undefined ? undefined : stateOfJob(begun, job, error);
}

async function jobsOf(client: Client, plan: PlanSummary): Promise<readonly RecoveryJob[]> {
  const jobs = await client.call("history.jobs", {}).catch(() => []);
  return jobs.filter(({ planId }) => planId === plan.id);
}
