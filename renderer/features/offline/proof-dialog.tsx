import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from "@fluentui/react-components";
import type { ReviewedExport } from "../../../preload/contract/review.ts";
import { ExportFacts } from "./export-facts.tsx";
import { KnownIdField } from "./known-id-field.tsx";

const useStyles = makeStyles({
  surface: { maxWidth: "720px" },
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  words: { margin: 0 },
});

interface ProofDialogProps {
  /** Oldest first. */
  readonly exports: readonly ReviewedExport[];
  readonly onClose: () => void;
}

/** What of the exports is proven, what a file alone cannot prove, and the way to find that out. */
export function ProofDialog({ exports, onClose }: ProofDialogProps) {
  const styles = useStyles();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>What is proven</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.words}>
              Every byte was read: the content is what was written, the signature on the snapshot's record holds, and
              all objects together give the root that was signed. An export of which any of this is not so is never
              opened.
            </p>
            {exports.map((each, index) => (
              <ExportFacts key={each.recordId} shown={each} before={exports[index - 1]} />
            ))}
            <div>
              <Text weight="semibold">What a file alone cannot prove: from whose vault it is</Text>
              <p className={styles.words}>
                Anybody can sign a snapshot with a key of their own. Compare the record's id with the one that you kept
                or were told in another way, such as by phone.
              </p>
            </div>
            <KnownIdField exports={exports} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              Close
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
