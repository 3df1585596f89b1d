import { documentedAllowance } from "../main/graph/documented-allowance.ts";
import type { Row } from "./measure.ts";
import type { ScenarioTrial, Traffic } from "./scenario-trial.ts";

/** Under so many writes beginning and end count for more than the pace. */
const enoughWrites = 1000;

/** What a trial showed: whether it was recovered, proven and undone, and what that took. */
export function scenarioRows(trial: ScenarioTrial): readonly Row[] {
  const { scenario, users, plan, job, undone, notRecovered, lost, legitimate, notUndone } = trial;
  const applied = job.steps.filter(({ outcome }) => outcome === "applied").length;
  return [
    {
      measure: `${scenario}, ${count(users)} users: put back and proven`,
      goal: `${count(plan.steps.length)} steps, nothing left`,
      measured: `${count(applied)} steps, ${count(notRecovered.length)} parts left, verdict ${job.verdict}`,
      isMet: job.verdict === "complete" && applied === plan.steps.length && notRecovered.length === 0,
    },
    {
      measure: "  changes by others untouched",
      goal: `${count(legitimate)} parts`,
      measured: `${count(legitimate - lost.length)} parts`,
      isMet: lost.length === 0,
    },
    {
      measure: "  undone and proven",
      goal: "nothing left",
      measured: `${count(undone.steps.length)} steps, ${count(notUndone.length)} parts left, verdict ${undone.verdict}`,
      isMet: undone.verdict === "complete" && notUndone.length === 0,
    },
    { measure: "  making the plan", goal: "0 refused", ...trafficOf(trial.planning) },
    { measure: "  putting back and proving", ...paceGoal(trial.recovery) },
    { measure: "  undoing and proving", ...paceGoal(trial.undoing) },
    {
      measure: "  memory held, with the simulated tenant",
      goal: "",
      measured: `${count(Math.round(trial.heldBytes / 1e6))} MB`,
      isMet: true,
    },
  ];
}

function paceGoal(traffic: Traffic): Omit<Row, "measure"> {
  const isLong = traffic.writes >= enoughWrites;
  const { measured, isMet } = trafficOf(traffic);
  const share = traffic.writesPerSecond / documentedAllowance().writesPerSecond;
  return {
    goal: isLong ? "≥ 95 % of 20 writes a second, 0 refused" : "0 refused",
    measured: `${measured}, ${count(traffic.writes)} writes at ${(share * 100).toFixed(1)} % of the limit`,
    isMet: isMet && (!isLong || share >= 0.95),
  };
}

function trafficOf({ seconds, requests, refused }: Traffic): Pick<Row, "measured" | "isMet"> {
  return {
    measured: `${count(Math.round(seconds))} s, ${count(requests)} requests, ${refused} refused`,
    isMet: refused === 0,
  };
}

function count(number: number): string {
  return number.toLocaleString("en");
}
