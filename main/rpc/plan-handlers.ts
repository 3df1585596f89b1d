import type { Plan } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { PlanSummary } from "../../preload/contract/views.ts";
import { planHtml } from "../exchange/plan-html.ts";
import { writeTextFile } from "../exchange/write-text-file.ts";
import { planReading } from "../flows/plan-reading.ts";
import { makePlan } from "../flows/recover.ts";
import { makeSwitchOnPlan, reportOnlyPolicies } from "../flows/switch-on.ts";
import { makeUndoPlan } from "../flows/undo.ts";
import type { Engine } from "./engine.ts";
import { snapshotNumbered } from "./report-handlers.ts";
import type { Handlers } from "./router.ts";

type PlanMethods =
  | "plan.make"
  | "plan.describe"
  | "plan.steps"
  | "plan.save"
  | "recovery.makeUndoPlan"
  | "recovery.makeSwitchOnPlan"
  | "recovery.reportOnly";

export function planHandlers(engine: Engine): Pick<Handlers, PlanMethods> {
  return {
    "plan.make": ({ snapshot, filter, removeAdded, answers = [] }) =>
      engine.work(async (control) => {
        const session = engine.session();
        const target = snapshotNumbered(session.vault.snapshots(), snapshot);
        const meant = await engine.room.meant(session.vault, filter);
        return summarize(await makePlan(session, { target, filter: meant, removeAdded, answers }, control));
      }),
    "plan.describe": async ({ planId }) => summarize(planOf(engine, planId)),
    "plan.steps": async ({ planId, offset, limit }) => {
      const { steps } = planOf(engine, planId);
      return { total: steps.length, steps: steps.slice(offset, offset + limit) };
    },
    "plan.save": async ({ planId, format }) => savePlan(engine, planOf(engine, planId), format),
    "recovery.makeUndoPlan": ({ jobId }) =>
      engine.work(async (control) => summarize(await makeUndoPlan(engine.session(), jobId, control))),
    "recovery.reportOnly": async ({ jobId }) => reportOnlyPolicies(engine.session().vault, jobId),
    "recovery.makeSwitchOnPlan": ({ jobId }) =>
      engine.work(async (control) => summarize(await makeSwitchOnPlan(engine.session(), jobId, control))),
  };
}

/** The stored plan of that id, or USAGE_NOT_FOUND. */
export function planOf(engine: Engine, planId: string): Plan {
  const plan = engine.session().vault.plan(planId);
  if (plan === undefined) throw new ReinstateError("USAGE_NOT_FOUND", "This plan is not in the vault. Make it again.");
  return plan;
}

function summarize(plan: Plan): PlanSummary {
  const { steps, ...rest } = plan;
  const byAction: Partial<Record<Plan["steps"][number]["action"], number>> = {};
  for (const step of steps) byAction[step.action] = (byAction[step.action] ?? 0) + 1;
  const requestCount = steps.reduce((sum, step) => sum + step.cost, 0);
  return { ...rest, stepCount: steps.length, byAction, requestCount };
}

async function savePlan(engine: Engine, plan: Plan, format: "html" | "json"): Promise<{ readonly path: string }> {
  // A plan with pseudonyms could not be carried out, and its hash would be another plan's.
  if (format === "json" && engine.room.isOn()) throw engine.room.refusal();
  const path = await engine.options.chooseFile(`reinstate-plan-${plan.id}.${format}`);
  if (path === undefined) throw new ReinstateError("CANCELLED", "The plan was not saved.");
  await writeTextFile(
    path,
    format === "html"
      ? planHtml(engine.room.shown(plan), engine.room.shown(planReading(engine.session().vault, plan)))
      : [`${JSON.stringify(plan, null, 2)}\n`],
  );
  return { path };
}
