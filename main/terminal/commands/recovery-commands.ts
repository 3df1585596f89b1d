import type { Command } from "commander";
import type { Plan } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { DescribedStep } from "../../apply/describe-requests.ts";
import { describeRequests } from "../../apply/describe-requests.ts";
import { jobLines } from "../../exchange/job-lines.ts";
import { stepTitle } from "../../exchange/plan-lines.ts";
import { planText } from "../../exchange/plan-text.ts";
import { asFarAsItCame } from "../../flows/left-running.ts";
import { mustBeAsMade, mustBeWithoutJob } from "../../flows/once-only.ts";
import { planReading } from "../../flows/plan-reading.ts";
import { jobAndPlan, mustBeResumable, proveJob, resumeJob, runPlan } from "../../flows/recover.ts";
import { reportOnlyPolicies } from "../../flows/switch-on.ts";
import { parsePlan } from "../../plan/freeze-plan.ts";
import type { CommandContext, OpenedSession } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { count } from "../format-progress.ts";
import { readTextFile } from "../read-text-file.ts";
import { keepShare, shareOption } from "../share-option.ts";
import { findJob } from "./find-job.ts";
import { withSession } from "./with-session.ts";

interface Reviewed {
  readonly yes?: boolean;
  readonly accept?: readonly string[];
}

interface ApplyOptions extends Reviewed {
  readonly dryRun?: boolean;
  readonly share?: number;
}

interface JobsOptions extends Reviewed {
  readonly resume?: string;
  readonly share?: number;
}

const acceptOption = [
  "--accept <warning...>",
  "with --yes: warnings that stop and that you read and accept, by the words that a run without this option names",
] as const;

/** `apply`, `jobs` and `verify`: runs, lists, proves. */
export function addRecoveryCommands(
  program: Command,
  context: () => CommandContext,
  done: (code: number) => void,
): void {
  program
    .command("apply")
    .description("carry out a reviewed plan, exactly as it is in the file")
    .argument("<plan.json>")
    .option("--dry-run", "show every request that would be sent, and send none")
    .option("--yes", "the plan and its warnings have been reviewed: do not ask")
    .option(...acceptOption)
    .addOption(shareOption())
    .addHelpText("after", "\nExample:\n  reinstate apply plan.json --dry-run")
    .action(async (file: string, options: ApplyOptions) => {
      const plan = await readPlan(file);
      await withSession(context(), async (session, command) => {
        mustBeOurs(session, plan);
        mustBeAsMade(session.vault, plan);
        if (options.dryRun === true) return tellRequests(command, plan);
        // Before anybody reads and confirms it for nothing.
        mustBeWithoutJob(session.vault, plan);
        await review(session, command, options, plan);
        keepShare(session, options.share);
        done(tellJob(session, command, await runPlan(session, plan, plan.hash, command.control)));
      });
    });

  program
    .command("jobs")
    .description("list recovery jobs, newest first")
    .option("--resume <job>", "go on with a job that was cancelled or interrupted")
    .option("--yes", "with --resume: the plan and its warnings have been reviewed: do not ask")
    .option(...acceptOption)
    .addOption(shareOption())
    .addHelpText("after", "\nExample:\n  reinstate jobs --json\n  reinstate jobs --resume latest")
    .action(async (options: JobsOptions) => {
      await withSession(context(), async (session, command) => {
        keepShare(session, options.share);
        if (options.resume !== undefined) return done(await resume(session, command, options));
        if (options.yes === true || options.accept !== undefined)
          throw new ReinstateError("USAGE_INVALID", "--yes and --accept go with --resume: listing jobs asks nothing.");
        const jobs = session.vault.jobs().map((job) => asFarAsItCame(session.vault, job));
        command.terminal.document({ jobs: jobs.map(toDocument) });
        if (jobs.length === 0) command.terminal.line("No plan has been carried out in this vault yet.");
        for (const job of jobs) {
          command.terminal.line(
            `${job.id}  ${job.startedAt}  ${job.purpose.padEnd(8)} ${job.verdict ?? job.state}  ${count(job.steps.length)} steps  by ${job.by}`,
          );
        }
        return done(exitCodes.done);
      });
    });

  program
    .command("verify")
    .description("read back everything a job applied and prove it")
    .argument("<job>", "see `reinstate jobs`")
    .addHelpText("after", "\nExample:\n  reinstate verify 7f3a --json")
    .action(async (job: string) => {
      await withSession(context(), async (session, command) => {
        const { id } = findJob(session.vault, job);
        done(tellJob(session, command, await proveJob(session, id, command.control)));
      });
    });
}

/** What is left of a job is written as `apply` writes a plan: after it was shown and confirmed, or with --yes. */
async function resume(session: OpenedSession, command: CommandContext, options: JobsOptions): Promise<number> {
  const { job, plan } = jobAndPlan(session, findJob(session.vault, options.resume ?? "").id);
  mustBeResumable(job);
  await review(session, command, options, plan, job);
  return tellJob(session, command, await resumeJob(session, job.id, command.control));
}

async function readPlan(file: string): Promise<Plan> {
  return parsePlan(await readTextFile(file, "The plan"));
}

function mustBeOurs(session: OpenedSession, plan: Plan): void {
  const { tenantId, tenantName } = session.vault.description;
  if (plan.tenantId === tenantId) return;
  throw new ReinstateError(
    "PLAN_OTHER_TENANT",
    `This plan is for the tenant "${plan.tenantName}" (${plan.tenantId}), and the vault is of "${tenantName}" (${tenantId}). Nothing was written.`,
  );
}

function tellRequests({ terminal }: CommandContext, plan: Plan): void {
  const described = describeRequests(plan);
  terminal.document({ plan: plan.id, hash: plan.hash, dryRun: true, steps: described.map(toRequests) });
  for (const { step, requests } of described) {
    terminal.line(stepTitle(step));
    for (const { method, path, body } of requests)
      terminal.line(`    ${method} ${path}${body === undefined ? "" : `  ${JSON.stringify(body)}`}`);
  }
  terminal.line(`\nNothing was sent. ${count(plan.steps.length)} steps would be carried out.`);
}

function toRequests({ step, requests }: DescribedStep) {
  const { id, type, object, action } = step;
  return { id, type, object, action, requests: requests.map(({ method, path, body }) => ({ method, path, body })) };
}

/** Nobody passes a warning that stops without having named it. */
async function review(
  session: OpenedSession,
  command: CommandContext,
  { yes, accept = [] }: Reviewed,
  plan: Plan,
  job?: RecoveryJob,
): Promise<void> {
  if (yes !== true) return confirm(session, command, plan, job);
  const open = plan.warnings.filter(({ severity, code }) => severity === "stop" && !accept.includes(code));
  if (open.length === 0) return;
  for (const { message } of open) command.terminal.error(`STOP: ${message}`);
  const codes = [...new Set(open.map(({ code }) => code))].join(" ");
  throw new ReinstateError(
    "USAGE_INVALID",
    `The plan has ${open.length === 1 ? "a warning that stops" : "warnings that stop"} it, and nothing was written. If that is what you want, say so with --accept ${codes}`,
  );
}

/** Shows the plan, and how far a job has come with it, and asks for the tenant's name. */
async function confirm(
  { vault }: OpenedSession,
  { terminal }: CommandContext,
  plan: Plan,
  job?: RecoveryJob,
): Promise<void> {
  const begun = job?.steps.filter(({ outcome }) => outcome !== "pending").length ?? 0;
  const progress = job === undefined ? [] : [`\nJob ${job.id} has done ${begun} of ${plan.steps.length} steps.`];
  // Whoever is asked has to see what about, also with --json and --quiet.
  for (const part of [...planText(plan, planReading(vault, plan)), ...progress])
    terminal.json ? terminal.error(part) : terminal.line(part);
  const work = job === undefined ? "carry out this plan" : "go on with this plan";
  const answer = await terminal.ask(`\nType the tenant's name to ${work} (${plan.tenantName}): `);
  if (answer.trim() !== plan.tenantName)
    throw new ReinstateError("USAGE_INVALID", "That is not the tenant's name. Nothing was written.");
}

function tellJob(session: OpenedSession, { terminal }: CommandContext, job: RecoveryJob): number {
  const { vault } = session;
  terminal.document(toDocument(job));
  for (const line of jobLines(job, jobAndPlan(session, job.id).plan)) terminal.line(line);
  if (job.state !== "ended") terminal.line(`Go on with: reinstate jobs --resume ${job.id}`);
  else terminal.line(`Take it back with: reinstate undo ${job.id} --output undo.json`);
  const waiting = reportOnlyPolicies(vault, job.id);
  if (waiting.length > 0) {
    const named = waiting.length === 1 ? "One policy was" : `${count(waiting.length)} policies were`;
    terminal.line(
      `${named} made again as report-only: ${waiting.map(({ name }) => name).join(", ")}. Look at the sign-in logs, then make the plan that switches on: reinstate switch-on ${job.id} --output on.json`,
    );
  }
  return (job.checked?.verdict ?? job.verdict) === "complete" ? exitCodes.done : exitCodes.partial;
}

function toDocument(job: RecoveryJob) {
  const { id, verdict, checked, state, purpose, startedAt, endedAt, by, planId, steps } = job;
  return {
    job: id,
    verdict: verdict ?? "partial",
    ...(checked === undefined ? {} : { checked }),
    state,
    purpose,
    startedAt,
    endedAt,
    by,
    plan: planId,
    steps,
  };
}
