import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { goTo } from "../../navigation/use-route.ts";
import { useReview } from "../offline/use-review.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexWrap: "wrap", gap: `0 ${tokens.spacingHorizontalXS}` },
  button: { paddingLeft: tokens.spacingHorizontalXS, paddingRight: tokens.spacingHorizontalXS, minWidth: 0 },
});

interface SnapshotActionsProps {
  readonly record: SnapshotRecord;
  /** The one before it in time, if there is one. */
  readonly before: SnapshotRecord | undefined;
  readonly canCapture: boolean;
}

/** Where a snapshot leads: to what changed since, to what it changed, and into it. */
export function SnapshotActions({ record: { number }, before, canCapture }: SnapshotActionsProps) {
  const styles = useStyles();
  const reviewing = useReview() !== undefined;
  return (
    <div className={styles.root}>
      {!reviewing && (
        <Button
          appearance="subtle"
          size="small"
          className={styles.button}
          aria-label={`What changed since snapshot ${number}`}
          disabledFocusable={!canCapture}
          onClick={() => goTo({ page: "report", from: number, to: "now" })}
        >
          What changed since
        </Button>
      )}
      {before !== undefined && (
        <Button
          appearance="subtle"
          size="small"
          className={styles.button}
          aria-label={`Compare with the one before: snapshot ${number}`}
          onClick={() => goTo({ page: "report", from: before.number, to: number })}
        >
          Compare with the one before
        </Button>
      )}
      <Button
        appearance="subtle"
        size="small"
        className={styles.button}
        aria-label={`Open in the Explorer: snapshot ${number}`}
        onClick={() => goTo({ page: "explorer", snapshot: number, object: null })}
      >
        Open in the Explorer
      </Button>
    </div>
  );
}
