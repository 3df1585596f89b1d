import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { goTo } from "../../navigation/use-route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { shortWindow } from "../../ui/small-window.ts";
import { useReturnFocus } from "../../ui/use-return-focus.ts";
import { ChangeView } from "./change-view.tsx";
import type { OpenedRow } from "./use-report-view.ts";

export const usePaneStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    flexGrow: 1,
    flexBasis: 0,
    minWidth: "400px",
    minHeight: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: "hidden",
    // As a whole: between a head and a foot that stay, nothing would be left to read.
    [shortWindow]: { overflowY: "auto" },
  },
});

interface ChangePaneProps {
  readonly summary: ReportSummary;
  readonly opened: OpenedRow;
  readonly wide: boolean;
  readonly onWide: (wide: boolean) => void;
  readonly onClose: () => void;
  readonly onGone: () => void;
  readonly onOperation: (correlationId: string) => void;
}

/** One change of the report in full. Escape closes it. */
export function ChangePane({ summary, opened, wide, onWide, onClose, onGone, onOperation }: ChangePaneProps) {
  const styles = usePaneStyles();
  useReturnFocus();
  const { type, id } = opened;
  const { value, error, reload } = useAnswer("report.change", { reportId: summary.reportId, type, id });
  const gone = error?.code === "USAGE_NOT_FOUND";
  const range = { from: summary.from.snapshotNumber, to: summary.to.snapshotNumber };
  return (
    <section
      aria-label="Change"
      className={styles.root}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <ErrorBar error={error} onRetry={gone ? onGone : reload} onDismiss={onClose} />
      {error === undefined && value === undefined && <Loading what="Reading the change" />}
      {error === undefined && value !== undefined && (
        <ChangeView
          open={value}
          range={range}
          wide={wide}
          onWide={onWide}
          onClose={onClose}
          onOperation={onOperation}
          actions={
            <Button icon={<HistoryRegular />} onClick={() => goTo({ page: "object", object: { type, id }, range })}>
              History of this object
            </Button>
          }
        />
      )}
    </section>
  );
}
