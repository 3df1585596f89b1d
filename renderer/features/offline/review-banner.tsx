import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { DocumentLockRegular } from "@fluentui/react-icons/svg/document-lock";
import { ShieldCheckmarkRegular } from "@fluentui/react-icons/svg/shield-checkmark";
import { useState } from "react";
import type { Review, ReviewedExport } from "../../../preload/contract/review.ts";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { useOpenerFocus } from "../../ui/use-opener-focus.ts";
import { count } from "../../ui/words.ts";
import { useOpenExport } from "./open-export-context.tsx";
import { ProofDialog } from "./proof-dialog.tsx";

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXXL}`,
    backgroundColor: tokens.colorPaletteBlueBackground2,
    color: tokens.colorNeutralForeground1,
    borderBottom: `1px solid ${tokens.colorPaletteBlueBorderActive}`,
  },
  words: { flexGrow: 1, flexBasis: "420px", minWidth: 0, overflowWrap: "anywhere" },
  name: { maxWidth: "320px" },
});

/** Says whose export is looked at, of when, that it is proven, and that nothing can be done with it but look. */
export function ReviewBanner({ review, tenantName }: { readonly review: Review; readonly tenantName: string }) {
  const styles = useStyles();
  const { choose, choosing, close: forget } = useOpenExport();
  const { run, running, error, dismiss } = useAction();
  const [proof, setProof] = useState(false);
  const remember = useOpenerFocus(proof);
  const close = () => run(forget);
  return (
    <section aria-label="Offline review" className={styles.root}>
      <DocumentLockRegular fontSize={24} />
      <Text className={styles.words}>
        {review.exports.length === 1 ? "Export" : `${count(review.exports.length)} exports`} of{" "}
        <strong>
          <NameText name={tenantName} className={styles.name} />
        </strong>
        , taken <Times exports={review.exports} />. Only looked at: nothing can be captured or put back.
      </Text>
      <Button
        size="small"
        icon={<ShieldCheckmarkRegular />}
        onClick={() => {
          remember();
          setProof(true);
        }}
      >
        Proven: see how
      </Button>
      <Button size="small" icon={<AddRegular />} disabledFocusable={choosing} onClick={choose}>
        Open another…
      </Button>
      <Button size="small" icon={<DismissRegular />} disabledFocusable={running} onClick={close}>
        Close and forget
      </Button>
      <ErrorBar error={error} onRetry={close} onDismiss={dismiss} />
      {proof && <ProofDialog exports={review.exports} onClose={() => setProof(false)} />}
    </section>
  );
}

function Times({ exports }: { readonly exports: readonly ReviewedExport[] }) {
  const [first, last] = [exports[0], exports.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (first === last)
    return (
      <>
        <Moment iso={first.takenAt} />
        {first.complete ? "" : " (partial)"}
      </>
    );
  return (
    <>
      <Moment iso={first.takenAt} /> {exports.length === 2 ? "and" : "to"} <Moment iso={last.takenAt} />
    </>
  );
}
