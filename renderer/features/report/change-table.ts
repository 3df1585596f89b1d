import { riskWords } from "../../../preload/contract/risk.ts";
import type { ChangeRow } from "../../../preload/contract/views.ts";
import type { Client } from "../../bridge/client.ts";
import { formatUtc } from "../../ui/time.ts";
import { kindWords, partLabel, typeWords } from "../../ui/words.ts";
import { chosenFilter } from "./selection.ts";
import type { ReportView } from "./use-report-view.ts";

/** The largest page that the contract allows. */
const page = 1000;

export const tableHead = ["Object", "Type", "Change", "Risk", "What", "Changed by", "When", "Object id"] as const;

/** What is ticked, or all that the filter matches, in the order of the list; at most `most` of it. */
export async function chosenRows(
  client: Client,
  reportId: string,
  { filter, selection, sort }: Pick<ReportView, "filter" | "selection" | "sort">,
  most = Number.POSITIVE_INFINITY,
): Promise<{ readonly rows: readonly ChangeRow[]; readonly total: number }> {
  const key = (["type", "name", "kind", "at"] as const).find((each) => each === sort.key) ?? "at";
  const input = { reportId, filter: chosenFilter(filter, selection), sort: key, descending: sort.descending };
  const rows: ChangeRow[] = [];
  for (;;) {
    const limit = Math.min(page, most - rows.length);
    const answer = await client.call("report.page", { ...input, offset: rows.length, limit });
    rows.push(...answer.rows);
    if (answer.rows.length === 0 || rows.length >= Math.min(answer.total, most)) return { rows, total: answer.total };
  }
}

/** One change in words, as the columns of `tableHead`. */
export function cellsOf({ name, type, kind, risk, what, whatCount, actor, at, id }: ChangeRow): readonly string[] {
  const more = whatCount > what.length ? ` and ${whatCount - what.length} more` : "";
  const parts = `${what.map((path) => partLabel(path)).join(", ")}${more}`;
  return [
    name,
    typeWords[type].one,
    kindWords[kind],
    risk === null ? "" : riskWords[risk].one,
    parts,
    actor ?? "unknown",
    at === null ? "unknown" : formatUtc(at),
    id,
  ];
}

/** For the clipboard: a spreadsheet makes cells of it, and runs none of them as a formula. */
export function asTabs(rows: readonly ChangeRow[]): string {
  return [tableHead, ...rows.map(cellsOf)].map((cells) => cells.map(plainCell).join("\t")).join("\n");
}

function plainCell(text: string): string {
  const oneLine = text.replaceAll(/[\t\r\n]+/gu, " ");
  return /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(oneLine) ? `'${oneLine}` : oneLine;
}
