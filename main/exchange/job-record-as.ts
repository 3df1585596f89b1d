import type { ObjectNames } from "../../preload/contract/views.ts";
import type { JobRecordContent } from "./job-record.ts";
import { jobRecordCsv } from "./job-record-csv.ts";
import { jobRecordHtml } from "./job-record-html.ts";
import { jobRecordJson } from "./job-record-json.ts";

export const recordFormats = ["html", "csv", "json"] as const;
export type RecordFormat = (typeof recordFormats)[number];

/** A job with its plan and journal, and names for the ids in values. */
export interface NamedJobRecord extends JobRecordContent {
  readonly names: ObjectNames;
}

const writers: Readonly<Record<RecordFormat, (content: NamedJobRecord) => Iterable<string>>> = {
  html: jobRecordHtml,
  csv: jobRecordCsv,
  json: jobRecordJson,
};

/** The record of a job as text, in parts, so that a job of any length never is one string. */
export function jobRecordAs(format: RecordFormat, content: NamedJobRecord): Iterable<string> {
  return writers[format](content);
}
