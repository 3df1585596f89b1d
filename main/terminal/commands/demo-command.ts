import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Change } from "../../../preload/contract/change.ts";
import { isDone } from "../../../preload/contract/recovery-job.ts";
import { scenarios } from "../../demo/demo-tenant.ts";
import { reportAs } from "../../exchange/report-as.ts";
import { writeTextFile } from "../../exchange/write-text-file.ts";
import type { DemoChoice, DemoStages, Incident } from "../../flows/demo-walk.ts";
import { letIncidentHappen, recoverFromIncident } from "../../flows/demo-walk.ts";
import { reportNames } from "../../flows/report.ts";
import type { Vault } from "../../vault/vault.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { count, formatDuration } from "../format-progress.ts";
import type { Terminal } from "../terminal.ts";

/** The bounds of the demo tenant (main/demo). */
const fewestUsers = 50;
const mostUsers = 200_000;

interface DemoOptions {
  readonly scenario: (typeof scenarios)[number];
  readonly users: number;
  readonly seed?: string;
  readonly seedNumber: number;
}

/** `demo`: builds the tenant, captures, lets the incident happen, reports, plans, applies, verifies; prints each step. */
export function addDemoCommand(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  program
    .command("demo")
    .description("walk through an incident and its recovery on a simulated tenant")
    .addOption(new Option("--scenario <name>", "what goes wrong").choices(scenarios).default("lockout"))
    .option(
      "--users <number>",
      `size of the tenant, ${fewestUsers} to ${mostUsers}`,
      wholeNumber(fewestUsers, mostUsers),
      1000,
    )
    .option("--seed <folder>", "load exported policies from this folder too")
    .option("--seed-number <number>", "another number, another tenant", wholeNumber(0, 2 ** 31), 1)
    .addHelpText("after", "\nExample:\n  reinstate demo --scenario hr-corruption --users 5000")
    .action(async (options: DemoOptions) => {
      const { seed, ...rest } = options;
      done(await walk(context(), seed === undefined ? rest : { ...rest, seedFolder: seed }));
    });
}

/** The whole walk in the terminal; the exit code says whether everything was recovered and nothing else touched. */
export async function walk(context: CommandContext, choice: DemoChoice): Promise<number> {
  const { terminal, control } = context;
  const stages: { stage: string; milliseconds: number }[] = [];
  const timed = (stage: string, milliseconds: number) => {
    stages.push({ stage, milliseconds });
    terminal.line(`  ${stage.padEnd(18)} ${formatDuration(milliseconds)}`);
  };
  terminal.line(`Demo tenant with ${count(choice.users)} users, scenario ${choice.scenario}`);
  const started = performance.now();
  const tour = await context.openDemo(choice);
  try {
    timed("build the tenant", performance.now() - started);
    for (const { file, name, reason } of tour.refused) terminal.line(`  left out: ${file} "${name}": ${reason}`);
    const incidentStarted = performance.now();
    const incident = await letIncidentHappen(tour.session, tour.demo, choice.scenario, control);
    timed("capture, incident, capture", performance.now() - incidentStarted);
    tellStory(terminal, incident);
    const result = await recoverFromIncident(tour.session, incident, timed, control);
    const verdict = judge(incident, result);
    const reportFile = await saveReport(tour.session.vault, result);
    tellResult(terminal, incident, result, verdict, reportFile);
    terminal.document({
      ...choice,
      recovered: verdict.recovered,
      job: result.job.id,
      verdict: result.job.verdict,
      left: result.left,
      stages,
      report: reportFile,
    });
    return verdict.recovered ? exitCodes.done : exitCodes.partial;
  } finally {
    await tour.close();
  }
}

interface DemoVerdict {
  readonly recovered: boolean;
  /** Changes that still carry a culprit's name: there must be none. */
  readonly harmLeft: readonly Change[];
}

function judge({ played }: Incident, { job, left }: DemoStages): DemoVerdict {
  const harmLeft = left.filter(
    (change) =>
      change.attribution.events.some(({ actor }) => played.culprits.includes(actor)) && isHarmed(change, played.harmed),
  );
  return { recovered: job.verdict === "complete" && harmLeft.length === 0, harmLeft };
}

function isHarmed(change: Change, harmed: Readonly<Record<string, readonly string[]>>): boolean {
  return harmed[change.type]?.includes(change.id) === true;
}

function tellStory(terminal: Terminal, { before, after, played }: Incident): void {
  terminal.line(`\nSnapshot ${before.number} was taken at ${before.endedAt}. Since then:`);
  for (const sentence of played.story) terminal.line(`  ${sentence}`);
  terminal.line(`Snapshot ${after.number} was taken at ${after.endedAt}.\n`);
}

function tellResult(
  terminal: Terminal,
  incident: Incident,
  result: DemoStages,
  verdict: DemoVerdict,
  reportFile: string,
): void {
  const { report, plan, job, left } = result;
  terminal.line(`\nThe report shows ${count(report.changes.length)} changed objects.`);
  terminal.line(
    `The plan for what ${incident.played.culprits.join(" and ")} did has ${count(plan.steps.length)} ${plan.steps.length === 1 ? "step" : "steps"}.`,
  );
  for (const { object, path, reason, manual } of plan.impossible) {
    terminal.line(
      `  cannot be put back: ${object.type} "${object.name}"${path === undefined ? "" : ` ${path}`}: ${reason} ${manual}`,
    );
  }
  for (const { severity, message } of plan.warnings) terminal.line(`  ${severity}: ${message}`);
  terminal.line(`Job ${job.id}: ${job.verdict ?? job.state}, read back and proven.`);
  for (const step of job.steps.filter((each) => !isDone(each))) {
    terminal.line(`  ${step.id} ${step.outcome}: ${step.reason ?? ""}`);
  }
  terminal.line(
    `Compared with snapshot ${incident.before.number} again, ${count(left.length)} objects differ: what others changed meanwhile was left alone.`,
  );
  for (const change of verdict.harmLeft)
    terminal.line(
      `  STILL HARMED: ${change.type} "${change.name}" ${change.attributes.map(({ path }) => path).join(", ")}`,
    );
  terminal.line(verdict.recovered ? "Everything the incident harmed is back." : "Not everything is back; see above.");
  terminal.line(`The report is in ${reportFile}`);
}

async function saveReport(vault: Vault, { report }: DemoStages): Promise<string> {
  const { path, tenantName } = vault.description;
  const file = join(path, "incident-report.html");
  await writeTextFile(file, reportAs("html", { ...report, tenantName, names: reportNames(vault, report) }));
  return file;
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    return value;
  };
}
