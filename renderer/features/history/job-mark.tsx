import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowSyncRegular } from "@fluentui/react-icons/svg/arrow-sync";
import { CheckmarkCircleFilled } from "@fluentui/react-icons/svg/checkmark-circle";
import { ErrorCircleFilled } from "@fluentui/react-icons/svg/error-circle";
import { WarningFilled } from "@fluentui/react-icons/svg/warning";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { jobState } from "./job-words.ts";

const useStyles = makeStyles({
  root: {
    display: "inline-flex",
    verticalAlign: "top",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    whiteSpace: "nowrap",
  },
  complete: { color: tokens.colorPaletteGreenForeground1 },
  partial: { color: tokens.colorPaletteDarkOrangeForeground1 },
  failed: { color: tokens.colorPaletteRedForeground1 },
});

const icons = { complete: CheckmarkCircleFilled, partial: WarningFilled, failed: ErrorCircleFilled } as const;

/** How a job ended, as icon and word. */
export function JobMark({ job }: { readonly job: RecoveryJob }) {
  return <VerdictMark verdict={job.verdict} words={jobState(job)} />;
}

interface VerdictMarkProps {
  /** Null: it has not ended. */
  readonly verdict: RecoveryJob["verdict"];
  readonly words: string;
}

export function VerdictMark({ verdict, words }: VerdictMarkProps) {
  const styles = useStyles();
  const Icon = verdict === null ? ArrowSyncRegular : icons[verdict];
  return (
    <span className={mergeClasses(styles.root, verdict !== null && styles[verdict])}>
      <Icon fontSize={20} />
      {words}
    </span>
  );
}
