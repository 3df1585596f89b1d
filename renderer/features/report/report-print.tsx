import { useEffect } from "react";
import { createPortal } from "react-dom";
import { unknownByReason } from "../../../preload/contract/unknown-by-reason.ts";
import type { ChangeRow, ReportSide, ReportSummary } from "../../../preload/contract/views.ts";
import { formatMomentWithZone } from "../../ui/time.ts";
import { visibleText } from "../../ui/visible-text.ts";
import { count, countOf, typeWords } from "../../ui/words.ts";
import { cellsOf, tableHead } from "./change-table.ts";

export interface PrintedRows {
  readonly rows: readonly ChangeRow[];
  readonly total: number;
}

interface ReportPrintProps extends PrintedRows {
  readonly tenantName: string;
  readonly summary: ReportSummary;
  readonly onDone: () => void;
}

/** The sheet that is printed instead of the window; it prints itself as soon as it is there. */
export function ReportPrint({
  tenantName,
  summary: { from, to, unknown, warnings },
  rows,
  total,
  onDone,
}: ReportPrintProps) {
  useEffect(() => {
    window.addEventListener("afterprint", onDone, { once: true });
    window.print();
    return () => window.removeEventListener("afterprint", onDone);
  }, [onDone]);
  return createPortal(
    <section data-print>
      <h1>What changed in {tenantName}</h1>
      <p>
        From {sideWords(from)} to {sideWords(to)}.{" "}
        {rows.length < total
          ? `The first ${count(rows.length)} of ${countOf(total, "change", "changes")}; save the report to have all.`
          : `${countOf(total, "change", "changes")}.`}
      </p>
      {warnings.map((warning) => (
        <p key={warning}>{visibleText(warning)}</p>
      ))}
      {unknownByReason(unknown).map(({ types, reason }) => (
        <p key={reason}>
          Not everything could be compared. {types.map((type) => typeWords[type].many).join(", ")}: {reason}
        </p>
      ))}
      <table>
        <thead>
          <tr>
            {tableHead.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.type} ${row.id}`}>
              {cellsOf(row).map((cell, column) => (
                <td key={tableHead[column]}>
                  <bdi>{visibleText(cell)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>,
    document.body,
  );
}

function sideWords({ snapshotNumber, endedAt, complete }: ReportSide): string {
  return `snapshot ${snapshotNumber} (${formatMomentWithZone(endedAt)}${complete ? "" : ", partial"})`;
}
