import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { goTo } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatMomentWithZone } from "../../ui/time.ts";

const useStyles = makeStyles({ ways: { display: "flex", gap: tokens.spacingHorizontalS, flexWrap: "wrap" } });

const nothing = {};

/** A report without a change: whoever looks for what went wrong looks further back. */
export function NothingChanged({ summary: { from, to } }: { readonly summary: ReportSummary }) {
  const styles = useStyles();
  const { value: snapshots } = useAnswer("timeline.list", nothing);
  const earlier = (snapshots ?? []).findLast(({ number }) => number < from.snapshotNumber);
  return (
    <EmptyState
      icon={<CheckmarkCircleRegular />}
      title="Nothing changed"
      action={
        <div className={styles.ways}>
          {earlier !== undefined && <FurtherBack snapshot={earlier} to={to.snapshotNumber} />}
          <Button onClick={() => goTo({ page: "timeline" })}>Back to the timeline</Button>
        </div>
      }
    >
      Everything that both snapshots hold completely is the same, attribute by attribute and link by link.
      {earlier !== undefined && " What went wrong before that is in a report from an earlier snapshot."}
    </EmptyState>
  );
}

function FurtherBack({ snapshot, to }: { readonly snapshot: SnapshotRecord; readonly to: number }) {
  return (
    <Button appearance="primary" onClick={() => goTo({ page: "report", from: snapshot.number, to })}>
      Look further back: since snapshot {snapshot.number} ({formatMomentWithZone(snapshot.endedAt)})
    </Button>
  );
}
