import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ReviewedExport } from "../../../preload/contract/review.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { countOf } from "../../ui/words.ts";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: 0,
    padding: tokens.spacingVerticalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, minWidth: 0, overflowWrap: "anywhere" },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

interface ExportFactsProps {
  readonly shown: ReviewedExport;
  /** The one that was taken before it, of those that are open. */
  readonly before: ReviewedExport | undefined;
}

/** One export: what it is, and what ties it to its vault and to the one before. */
export function ExportFacts({ shown, before }: ExportFactsProps) {
  const styles = useStyles();
  const { fileName, bytes, takenAt, complete, objects, originalNumber, recordId, signedBy } = shown;
  return (
    <dl className={styles.root}>
      <Fact term="File">
        <NameText name={fileName} /> ({formatBytes(bytes)})
      </Fact>
      <Fact term="Taken">
        <Moment iso={takenAt} />, {complete ? "complete" : "not complete: the timeline says which types and why"}
      </Fact>
      <Fact term="Holds">
        {countOf(objects, "object", "objects")}; snapshot {originalNumber} of the vault that it came from
      </Fact>
      <Fact term="Record's id">
        <span className={styles.code}>{recordId}</span> <CopyButton what="the record's id" text={recordId} />
      </Fact>
      <Fact term="Signing key">
        <span className={styles.code}>{signedBy}</span>
      </Fact>
      {before !== undefined && <Fact term="Chain">{chainWords(shown, before)}</Fact>}
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}

/** Exported for its test. */
export function chainWords(shown: ReviewedExport, before: ReviewedExport): string {
  if (shown.previousId === before.recordId)
    return "Its signed record names the one above as the snapshot right before it.";
  const between = shown.originalNumber - before.originalNumber - 1;
  if (shown.signedBy !== before.signedBy)
    return "It was signed with another key than the one above: its vault was re-keyed in between, or it is of another vault. Compare both ids.";
  return between > 0
    ? `It was signed with the same key as the one above; ${countOf(between, "snapshot was", "snapshots were")} taken in between.`
    : "It was signed with the same key as the one above.";
}
