import type { Change } from "../../preload/contract/change.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ChangeGrouping, ReportSummary } from "../../preload/contract/views.ts";
import type { GroupedChanges } from "../compare/group-changes.ts";
import { groupChanges } from "../compare/group-changes.ts";
import { summarizeReport, toChangeRow } from "../compare/summarize-report.ts";
import { idsExpected, idsInCsv } from "../exchange/ids-in-csv.ts";
import { reportAs } from "../exchange/report-as.ts";
import { writeTextFile } from "../exchange/write-text-file.ts";
import { backUp } from "../flows/backup.ts";
import { describeChange } from "../flows/compare-object.ts";
import type { Report } from "../flows/report.ts";
import { makeReport, reportNames, sideOf } from "../flows/report.ts";
import type { WorkControl } from "../flows/tenant-session.ts";
import { chosenChanges } from "./chosen-changes.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";
import { sortChanges } from "./sort-changes.ts";

type ReportMethods =
  | "report.open"
  | "report.summary"
  | "report.groups"
  | "report.page"
  | "report.change"
  | "report.idsInCsv"
  | "report.save";

export function reportHandlers(engine: Engine): Pick<Handlers, ReportMethods> {
  return {
    "report.open": ({ from, to }) => engine.work((control) => openReport(engine, from, to, control)),
    "report.summary": async ({ reportId, filter }) => summaryOf(engine.report(reportId), reportId, filter),
    "report.groups": async ({ reportId, filter, group }) =>
      grouped(chosenChanges(engine.report(reportId), filter), group).groups,
    "report.page": async ({ reportId, filter, sort, descending, group, offset, limit }) => {
      const sorted = sortChanges(chosenChanges(engine.report(reportId), filter), sort, descending);
      const changes = group === undefined ? sorted : grouped(sorted, group).changes;
      return { total: changes.length, rows: changes.slice(offset, offset + limit).map(toChangeRow) };
    },
    "report.change": async ({ reportId, type, id }) => openChange(engine, reportId, type, id),
    "report.idsInCsv": async ({ text }) => {
      // Like everything else, for whoever has opened a vault.
      engine.session();
      return idsIn(text);
    },
    "report.save": async ({ reportId, filter, format }) => saveReport(engine, engine.report(reportId), filter, format),
  };
}

/** Scrolling asks for the same list again and again. */
const groupedLists = new WeakMap<readonly Change[], Map<ChangeGrouping, GroupedChanges>>();

function grouped(changes: readonly Change[], grouping: ChangeGrouping): GroupedChanges {
  const lists = groupedLists.get(changes) ?? new Map<ChangeGrouping, GroupedChanges>();
  groupedLists.set(changes, lists);
  const list = lists.get(grouping) ?? groupChanges(changes, grouping);
  lists.set(grouping, list);
  return list;
}

/** A filter takes so many. */
const mostIds = 500_000;

function idsIn(text: string): readonly string[] {
  const ids = idsInCsv(text)?.filter((id) => id.length <= 200);
  if (ids === undefined)
    throw new ReinstateError("USAGE_INVALID", "This is not a CSV file: a quotation mark is left open.");
  if (ids.length === 0) throw new ReinstateError("USAGE_INVALID", `This file holds no ids. ${idsExpected}`);
  if (ids.length > mostIds)
    throw new ReinstateError("USAGE_INVALID", "This file holds more than 500,000 ids. Split it into several.");
  return [...new Set(ids)];
}

async function openReport(
  engine: Engine,
  from: number,
  to: number | "now",
  control: WorkControl,
): Promise<ReportSummary> {
  const session = engine.session();
  const fromRecord = snapshotNumbered(session.vault.snapshots(), from);
  const toRecord =
    to === "now"
      ? await backUp(session, { ...control, kind: "checkpoint" })
      : snapshotNumbered(session.vault.snapshots(), to);
  const report = await makeReport(session.vault, fromRecord, toRecord, control);
  const id = engine.keepReport(report);
  return summaryOf(engine.report(id), id, {});
}

/** The snapshot of that number, or USAGE_NOT_FOUND. */
export function snapshotNumbered(snapshots: readonly SnapshotRecord[], number: number): SnapshotRecord {
  const record = snapshots.find((candidate) => candidate.number === number);
  if (record === undefined)
    throw new ReinstateError("USAGE_NOT_FOUND", `There is no snapshot ${number} in this vault.`);
  return record;
}

/** Whoever comes back to a report, or takes a filter away, asks for the same counts again. */
const counted = new WeakMap<readonly Change[], ReturnType<typeof summarizeReport>>();

function countsOf(changes: readonly Change[]): ReturnType<typeof summarizeReport> {
  const known = counted.get(changes) ?? summarizeReport(changes);
  counted.set(changes, known);
  return known;
}

function summaryOf(report: Report, reportId: string, filter: ChangeFilter): ReportSummary {
  const { unknown, warnings } = report;
  const counts = countsOf(chosenChanges(report, filter));
  return { reportId, from: sideOf(report.from), to: sideOf(report.to), ...counts, unknown, warnings };
}

function openChange(engine: Engine, reportId: string, type: Change["type"], id: string) {
  const report = engine.report(reportId);
  const change = report.changes.find((candidate) => candidate.type === type && candidate.id === id);
  if (change === undefined)
    throw new ReinstateError("USAGE_NOT_FOUND", "This object did not change between the two moments.");
  return describeChange(engine.session().vault, report.from.number, report.to.number, change);
}

async function saveReport(engine: Engine, report: Report, filter: ChangeFilter, format: "html" | "csv" | "json") {
  const name = `reinstate-report-${report.from.number}-to-${report.to.number}.${format}`;
  const path = await engine.options.chooseFile(name);
  if (path === undefined) throw new ReinstateError("CANCELLED", "The report was not saved.");
  const { vault } = engine.session();
  const shown = { ...engine.room.shown({ ...report, changes: [] }), changes: chosenChanges(report, filter) };
  const names = engine.room.shown(reportNames(vault, shown));
  const { tenantName } = vault.description;
  await writeTextFile(path, reportAs(format, { ...shown, tenantName, names }));
  return { path };
}
