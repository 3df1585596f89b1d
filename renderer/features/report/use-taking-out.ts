import { useCallback, useState } from "react";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { countOf } from "../../ui/words.ts";
import { asTabs, chosenRows } from "./change-table.ts";
import type { PrintedRows } from "./report-print.tsx";
import type { ReportView } from "./use-report-view.ts";

/** More pages than anybody reads: the saved report has all. */
const mostPrinted = 5000;

/** Takes changes out of the window: onto the clipboard, or onto paper. */
export function useTakingOut(reportId: string, view: ReportView) {
  const client = useClient();
  const { run, error, dismiss } = useAction();
  const [copied, setCopied] = useState<string>();
  const [sheet, setSheet] = useState<PrintedRows>();
  const copy = (selection = view.selection) =>
    run(async () => {
      const { rows } = await chosenRows(client, reportId, { ...view, selection });
      setCopied(
        await navigator.clipboard.writeText(asTabs(rows)).then(
          () => `${countOf(rows.length, "change", "changes")} copied`,
          () => "The system did not let them be copied",
        ),
      );
    });
  const print = () => run(async () => setSheet(await chosenRows(client, reportId, view, mostPrinted)));
  const printed = useCallback(() => setSheet(undefined), []);
  /** Of the row that the keys are at, where nothing is ticked. */
  const copyRow = (id: string) => {
    const { selection } = view;
    const nothing = selection.kind === "ticked" && selection.ids.size === 0;
    copy(nothing ? { kind: "ticked", ids: new Set([id]) } : selection);
  };
  return { copy, copyRow, copied, print, sheet, printed, error, dismiss };
}
