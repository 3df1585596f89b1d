import { byteOrderMark, csvCell, csvText } from "./csv-text.ts";
import type { JobRecordContent, RecordedStep } from "./job-record.ts";
import { recordedSteps } from "./job-record.ts";

const columns = [
  "job",
  "plan hash",
  "by",
  "step",
  "action",
  "type",
  "id",
  "name",
  "what",
  "former",
  "promised",
  "outcome",
  "reason",
  "new id",
  "read back at",
  "read back as",
  "requests",
];

/** One row for each value that a step was to change, one for a step without any, with a byte order mark. */
export function* jobRecordCsv(content: JobRecordContent): Generator<string> {
  const { job } = content;
  yield `${byteOrderMark}${csvText([columns])}`;
  for (const step of recordedSteps(content)) {
    const changes = step.changes.length === 0 ? [undefined] : step.changes;
    yield csvText(
      changes.map((change) => [
        job.id,
        job.planHash,
        job.by,
        step.step,
        step.action,
        step.object.type,
        step.object.id,
        step.object.name,
        change?.what ?? "",
        csvCell(change?.former),
        csvCell(change?.promised),
        ...endOf(step),
      ]),
    );
  }
}

function endOf({ outcome, reason, newId, verified, requests }: RecordedStep): readonly string[] {
  const asked = requests.map(({ at, method, path, status }) => `${at} ${method} ${path} ${status}`);
  return [outcome, reason ?? "", newId ?? "", verified?.at ?? "", verified?.outcome ?? "", asked.join("\n")];
}
