import { makeStyles, ProgressBar, Text, tokens } from "@fluentui/react-components";
import type { KeptReport } from "../../cache/kept.ts";
import { PageFrame } from "../../ui/page-frame.tsx";
import { listInShortWindow } from "../../ui/small-window.ts";
import { VirtualGrid } from "../../ui/virtual-grid.tsx";
import { count } from "../../ui/words.ts";
import { useChosenColumns } from "./column-menu.tsx";
import { ReportSides } from "./report-sides.tsx";

const useStyles = makeStyles({
  waiting: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  list: {
    display: "flex",
    flexDirection: "column",
    flexGrow: 1,
    minHeight: 0,
    paddingBottom: tokens.spacingVerticalL,
    ...listInShortWindow,
  },
});

/** What the comparison showed when it was last open, to be read while it is made again. */
export function KeptReportView({ report }: { readonly report: KeptReport }) {
  const styles = useStyles();
  const { rows, total } = report;
  const columns = useChosenColumns();
  return (
    <PageFrame title="What changed" subtitle={<ReportSides from={report.from} to={report.to} />}>
      <div role="status" className={styles.waiting}>
        <Text>
          {rows.length < total ? `The first ${count(rows.length)} of ${count(total)} changes` : "The changes"} as they
          were shown last. Comparing again…
        </Text>
        <ProgressBar />
      </div>
      <div className={styles.list}>
        <VirtualGrid
          label="Changes as they were shown last"
          columns={columns}
          rowCount={rows.length}
          item={(index) => rows[index]}
        />
      </div>
    </PageFrame>
  );
}
