import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { goTo } from "../../navigation/use-route.ts";
import { useReview } from "../offline/use-review.ts";
import { useSession } from "../session/session-context.tsx";
import { ExportDialog } from "./export-dialog.tsx";

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
  const { session } = useSession();
  const [exporting, setExporting] = useState(false);
  // An export holds everybody by name.
  const canExport = !reviewing && session?.incidentSince == null;
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
      {canExport && (
        <Button
          appearance="subtle"
          size="small"
          className={styles.button}
          aria-label={`Export… snapshot ${number}`}
          onClick={() => setExporting(true)}
        >
          Export…
        </Button>
      )}
      {exporting && <ExportDialog snapshot={number} onClose={() => setExporting(false)} />}
    </div>
  );
}
