import type { Command } from "commander";
import type { Plan } from "../../../preload/contract/plan.ts";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { planHtml } from "../../exchange/plan-html.ts";
import { planText } from "../../exchange/plan-text.ts";
import { writeTextFile } from "../../exchange/write-text-file.ts";
import { planReading } from "../../flows/plan-reading.ts";
import { makePlan } from "../../flows/recover.ts";
import { makeSwitchOnPlan } from "../../flows/switch-on.ts";
import { makeUndoPlan } from "../../flows/undo.ts";
import { unknownIds } from "../../plan/choice-warnings.ts";
import { resolveSnapshot } from "../../vault/resolve-snapshot.ts";
import type { Vault } from "../../vault/vault.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { keepMostDeletions, mostDeletionsOption } from "../most-deletions-option.ts";
import { mustBeAsked } from "../must-be-asked.ts";
import { readAnswerOptions } from "../read-answers.ts";
import type { FilterOptions } from "../read-filter.ts";
import { addFilterOptions, readFilter } from "../read-filter.ts";
import type { Terminal } from "../terminal.ts";
import { findJob } from "./find-job.ts";
import { withSession } from "./with-session.ts";

/** Where the plan goes. */
interface PlanFiles {
  readonly output: string;
  readonly html?: string;
}

interface PlanOptions extends FilterOptions, PlanFiles {
  readonly removeAdded?: boolean;
  readonly answer?: readonly string[];
  readonly mostDeletions?: number;
}

interface UndoOptions extends PlanFiles {
  readonly mostDeletions?: number;
}

const pageWords = "also as a page for the colleague who approves it";

/** `plan`, `undo` and `switch-on`: all end in a frozen plan file and write nothing to the tenant. */
export function addPlanCommands(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  const plan = program
    .command("plan")
    .description(
      "make a frozen plan that puts things back as they were in a snapshot; nothing is written to the tenant",
    )
    .argument("<snapshot>", "number, latest, latest~1, a date-time, or the start of its id")
    .option("--remove-added", "also put into the recycle bin what was added since")
    .addOption(mostDeletionsOption())
    .option("--answer <question=answer...>", "what you decided about the questions of an earlier plan")
    .requiredOption("--output <plan.json>", "where the plan goes")
    .option("--html <plan.html>", pageWords);
  addFilterOptions(plan)
    .addHelpText(
      "after",
      "\nExample:\n  reinstate plan latest~1 --types conditionalAccessPolicy --actor mallory --output plan.json" +
        "\n\nAnswers: KEY=keep or KEY=put-back for what somebody else changed too; ID=drop, ID=replace:OTHER-ID or ID=stop" +
        "\nfor what no longer exists. The plan names its questions; conflicts=… and references=… answer all that are left." +
        "\nPolicies that are made again come back as report-only; policies=switch-on has the plan switch them on.",
    )
    .action(async (snapshot: string, options: PlanOptions) => {
      const filter = await readFilter(options);
      const answers = readAnswerOptions(options.answer);
      await withSession(context(), async (session, { terminal, control }) => {
        keepMostDeletions(session, options.mostDeletions);
        const target = resolveSnapshot(session.vault.snapshots(), snapshot);
        const choice = { target, filter, removeAdded: options.removeAdded === true, answers };
        const made = await makePlan(session, choice, control);
        mustNameSomething(made);
        mustBeAsked(answers, made);
        await tellPlan(terminal, session.vault, made, options);
      });
      done(exitCodes.done);
    });

  program
    .command("undo")
    .description("make a plan that reverses what a job applied; nothing is written to the tenant")
    .argument("<job>", "see `reinstate jobs`")
    .requiredOption("--output <plan.json>", "where the plan goes")
    .option("--html <plan.html>", pageWords)
    .addOption(mostDeletionsOption())
    .addHelpText("after", "\nExample:\n  reinstate undo 7f3a --output undo.json && reinstate apply undo.json")
    .action(async (job: string, options: UndoOptions) => {
      await withSession(context(), async (session, { terminal, control }) => {
        keepMostDeletions(session, options.mostDeletions);
        const made = await makeUndoPlan(session, findJob(session.vault, job).id, control);
        await tellPlan(terminal, session.vault, made, options);
      });
      done(exitCodes.done);
    });

  program
    .command("switch-on")
    .description("make a plan that switches on the policies that a job made again as report-only; nothing is written")
    .argument("<job>", "see `reinstate jobs`")
    .requiredOption("--output <plan.json>", "where the plan goes")
    .option("--html <plan.html>", pageWords)
    .addHelpText(
      "after",
      "\nExample:\n  reinstate switch-on latest --output on.json && reinstate apply on.json" +
        "\n\nA Conditional Access policy that was deleted for good comes back as report-only: it stops nobody until the sign-in" +
        "\nlogs have shown whom it would stop.",
    )
    .action(async (job: string, options: PlanFiles) => {
      await withSession(context(), async (session, { terminal, control }) => {
        const made = await makeSwitchOnPlan(session, findJob(session.vault, job).id, control);
        await tellPlan(terminal, session.vault, made, options);
      });
      done(exitCodes.done);
    });
}

/** Ids of which none is found are a mistake, not a tenant in order. */
function mustNameSomething({ steps, impossible, warnings }: Plan): void {
  const strangers = warnings.find(({ code }) => code === unknownIds);
  if (strangers === undefined || steps.length + impossible.length > 0) return;
  throw new ReinstateError("USAGE_NOT_FOUND", `${strangers.message} No plan was written; see \`reinstate find\`.`);
}

async function tellPlan(
  terminal: Terminal,
  vault: Vault,
  plan: Plan,
  { output: file, html }: PlanFiles,
): Promise<void> {
  await writeTextFile(file, [`${JSON.stringify(plan, null, 2)}\n`]);
  const reading = planReading(vault, plan);
  if (html !== undefined) await writeTextFile(html, planHtml(plan, reading));
  const steps = plan.steps.map(({ id, type, object, action, attributes, links }) => ({
    id,
    type,
    object,
    action,
    attributes,
    links,
  }));
  const { id, hash, warnings, impossible, conflicts = [], deadReferences = [], madeAgainPolicies = null } = plan;
  terminal.document({ plan: id, hash, steps, warnings, impossible, conflicts, deadReferences, madeAgainPolicies });
  for (const part of planText(plan, reading)) terminal.line(part);
  if (html !== undefined) terminal.line(`\nThe page for the colleague who approves it is in ${html}.`);
  terminal.line(
    `\nThe plan is in ${file}. Nothing was written to the tenant. Carry it out with: reinstate apply ${file}`,
  );
}
