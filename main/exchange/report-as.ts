import type { Change } from "../../preload/contract/change.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ObjectNames, UnknownType } from "../../preload/contract/views.ts";
import { reportCsv } from "./report-csv.ts";
import { reportHtml } from "./report-html.ts";
import { reportJson } from "./report-json.ts";
import { reportTable } from "./report-table.ts";

export const reportFormats = ["table", "html", "csv", "json"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A difference report with all that its written forms show. `changes` is gone through more than once. */
export interface ReportContent {
  readonly tenantName: string;
  readonly from: SnapshotRecord;
  readonly to: SnapshotRecord;
  readonly changes: readonly Change[];
  readonly unknown: readonly UnknownType[];
  /** What to know before believing the changes, in sentences. */
  readonly warnings: readonly string[];
  /** Names for the ids in links, as far as they are known. */
  readonly names?: ObjectNames;
  /** Columns of the terminal, for the table. */
  readonly width?: number;
}

const writers: Readonly<Record<ReportFormat, (content: ReportContent) => Iterable<string>>> = {
  table: reportTable,
  html: reportHtml,
  csv: reportCsv,
  json: reportJson,
};

/** The report as text, in parts of some tens of KiB, so that a report of any length never is one string. */
export function* reportAs(format: ReportFormat, content: ReportContent): Generator<string> {
  let part = "";
  for (const text of writers[format](content)) {
    part += text;
    if (part.length < 65_536) continue;
    yield part;
    part = "";
  }
  if (part !== "") yield part;
}
