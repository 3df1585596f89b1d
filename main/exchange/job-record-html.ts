import type { PlanStep } from "../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { escapeHtml, htmlList, htmlTable, pageEnd, pageStart } from "./html-text.ts";
import type { RecordedChange, RecordedStep } from "./job-record.ts";
import { isUnheard, recordedSteps } from "./job-record.ts";
import type { NamedJobRecord } from "./job-record-as.ts";
import { impossibleText, planFacts, stepRows, stepTitle, timeText } from "./plan-lines.ts";
import { valueText } from "./value-text.ts";

/** What a job did, as a page to keep: it needs nothing but itself. */
export function* jobRecordHtml(content: NamedJobRecord): Generator<string> {
  const { plan, job } = content;
  yield pageStart(`Record of a ${job.purpose === "undo" ? "taking back" : "recovery"} in ${plan.tenantName}`);
  yield `<p>${introduction}</p>\n`;
  yield htmlTable("The job", ["What", "Value"], jobFacts(job));
  yield htmlTable("Steps by how they ended", ["Outcome", "Steps"], countsOf(job));
  yield htmlTable("The plan that was carried out", ["What", "Value"], planFacts(plan));
  if (plan.impossible.length > 0)
    yield `<h2>Could not be put back</h2>\n${htmlList(plan.impossible.map((part) => impossibleText(part, content)))}`;
  yield `<h2>Steps, in this order (${plan.steps.length})</h2>\n`;
  const planned = plan.steps[Symbol.iterator]();
  for (const step of recordedSteps(content)) {
    const { value } = planned.next();
    if (value !== undefined) yield stepHtml(value, step, content);
  }
  yield pageEnd;
}

const introduction =
  "This page says what Reinstate wrote to the tenant, what was there before, and what it read back afterwards. It is made out of the journal in the vault, which holds each step before and after it was carried out.";

const outcomeSentences: Readonly<Record<RecordedStep["outcome"], string>> = {
  applied: "Written.",
  already: "It was so already; nothing was written.",
  skipped: "Left as it was.",
  failed: "Not carried out.",
  pending: "Not begun.",
  reverted: "Written, and changed again since by somebody else.",
};

function jobFacts(job: RecoveryJob): readonly (readonly [string, string])[] {
  return [
    ["Job", job.id],
    ...(job.undoes === undefined ? [] : [["Takes back job", job.undoes] as const]),
    ["Carried out by", job.by],
    ["Begun", timeText(job.startedAt)],
    ["Ended", job.endedAt === null ? "not yet" : timeText(job.endedAt)],
    ["Verdict", job.verdict ?? `none: the job is ${job.state}`],
    ...(job.checked === undefined
      ? []
      : [["Read back again", `${job.checked.verdict}, ${timeText(job.checked.at)}`] as const]),
    ["Hash of the reviewed plan", job.planHash],
  ];
}

function countsOf({ steps }: RecoveryJob): readonly (readonly string[])[] {
  return [...Map.groupBy(steps, ({ outcome }) => outcome)].map(([outcome, some]) => [outcome, String(some.length)]);
}

function stepHtml(planned: PlanStep, step: RecordedStep, { names }: NamedJobRecord): string {
  const { action, outcome } = step;
  const heading = `<h3><span class="kind ${action}">${outcome}</span>${escapeHtml(stepTitle(planned))}</h3>`;
  const isWhole = action === "create" || action === "delete";
  const rows = isWhole ? step.changes.map((change) => wholeRow(change, names)) : stepRows(planned, { names });
  const table = rows.length === 0 ? "" : htmlTable("What it was to change", ["What", "Before", "Promised"], rows);
  return `<article>\n${heading}\n${table}${htmlTable("How it went", ["", ""], factsOf(step))}</article>\n`;
}

/** Of an object that was made or put into the recycle bin. */
function wholeRow(change: RecordedChange, names: NamedJobRecord["names"]): readonly string[] {
  const side = (name: "former" | "promised") =>
    Object.hasOwn(change, name) ? valueText(change[name], names) : "does not exist";
  return [change.what, side("former"), side("promised")];
}

function factsOf(step: RecordedStep): readonly (readonly [string, string])[] {
  const { outcome, reason, requests, newId, newAppId, verified, takenBackBy } = step;
  const written = takenBackBy === undefined ? outcomeSentences[outcome] : "Written, and taken back since.";
  const ended = isUnheard(step) ? [] : [written];
  const unasked = isUnheard(step) ? "no answer was heard" : "nothing was written";
  const seen = (as: RecordedStep["outcome"]) => (takenBackBy === undefined ? verificationWords(as) : "taken back");
  const asked = requests.map(
    ({ at, method, path, status }) => `${timeText(at)}: ${method} ${path}, answered ${status}`,
  );
  return [
    ["Outcome", [...ended, ...(reason === undefined ? [] : [reason])].join(" ")],
    ...(newId === undefined ? [] : [["New id", newId] as const]),
    ...(newAppId === undefined ? [] : [["New application id", newAppId] as const]),
    ["Microsoft Graph was asked", asked.length === 0 ? unasked : asked.join("\n")],
    ["Read back", verified === null ? "no" : `${seen(verified.outcome)}, ${timeText(verified.at)}`],
  ];
}

function verificationWords(outcome: RecordedStep["outcome"]): string {
  if (outcome === "reverted") return "different again: somebody changed it since";
  return outcome === "failed" ? "not readable as promised" : "as promised";
}
