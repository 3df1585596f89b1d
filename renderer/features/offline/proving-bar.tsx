import { makeStyles, ProgressBar, Text, tokens } from "@fluentui/react-components";
import { useWork } from "../../bridge/client-context.tsx";
import { countOf } from "../../ui/words.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  figures: { color: tokens.colorNeutralForeground3, fontVariantNumeric: "tabular-nums" },
});

/** How far the proof of an export has come; how large it is is not known before its end. */
export function ProvingBar() {
  const styles = useStyles();
  const done = useWork()?.progress?.done ?? 0;
  return (
    <div className={styles.root}>
      <Text role="status">Reading and proving the export</Text>
      <ProgressBar aria-label="Proving the export" />
      <Text className={styles.figures}>{done === 0 ? "" : `${countOf(done, "object", "objects")} so far`}</Text>
    </div>
  );
}
