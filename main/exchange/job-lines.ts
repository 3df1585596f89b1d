import type { Plan } from "../../preload/contract/plan.ts";
import type { RecoveryJob, StepOutcomeKind } from "../../preload/contract/recovery-job.ts";
import { isDone } from "../../preload/contract/recovery-job.ts";
import { stepTitle } from "./plan-lines.ts";
import { visibleText } from "./visible-text.ts";

const words: Readonly<Record<StepOutcomeKind, string>> = {
  applied: "done",
  already: "it was so already",
  skipped: "LEFT AS IT WAS",
  failed: "NOT DONE",
  pending: "not begun",
  reverted: "CHANGED AGAIN by somebody else since",
};

/** A terminal shows so many steps that do not hold; the job's record has them all. */
const mostShown = 100;

/** How a job ended, for a terminal: what does not hold and why, by name, and how much does. */
export function* jobLines(job: RecoveryJob, plan: Plan): Generator<string> {
  if (job.steps.length === 0) return yield `Job ${job.id}: its plan had no steps, so that nothing was written.`;
  const open = job.steps.filter((step) => !isDone(step));
  const shown = open.filter(({ outcome }) => outcome !== "pending");
  for (const { id, outcome, reason, takenBackBy } of shown.slice(0, mostShown)) {
    const step = plan.steps.find((each) => each.id === id);
    const title = step === undefined ? id : stepTitle(step);
    const end = takenBackBy === undefined ? words[outcome] : "TAKEN BACK";
    yield visibleText(`  ${title}: ${end}${reason === undefined ? "." : `. ${reason}`}`);
  }
  if (shown.length > mostShown) yield `  and ${shown.length - mostShown} more: see "reinstate record ${job.id}"`;
  const pending = open.length - shown.length;
  if (pending > 0) yield `  ${pending === 1 ? "One step was" : `${number(pending)} steps were`} not begun.`;
  const fine = `${number(job.steps.length - open.length)} of ${number(job.steps.length)} steps`;
  const { checked } = job;
  const later = checked === undefined ? "" : ` when it ended, ${checked.verdict} when last read back (${checked.at})`;
  yield job.state === "ended"
    ? `Job ${job.id}: ${job.verdict ?? job.state}${later}. ${fine} hold, read back and proven.`
    : `Job ${job.id}: ${job.state}. ${fine} were carried out so far; what it wrote is read back when it ends.`;
}

function number(value: number): string {
  return value.toLocaleString("en-GB");
}
