import { Button, makeStyles, ProgressBar, Text, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { WorkProgress } from "../../preload/contract/events.ts";
import type { MethodName } from "../../preload/contract/methods.ts";
import { useClient, useWork } from "../bridge/client-context.tsx";
import type { Work } from "../bridge/work-ledger.ts";
import { figuresOf } from "../ui/figures-of.ts";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
  },
  words: { display: "flex", gap: tokens.spacingHorizontalM, alignItems: "baseline", minWidth: 0 },
  figures: { color: tokens.colorNeutralForeground3, fontVariantNumeric: "tabular-nums" },
});

/** What long work is under way, how fast, how much longer, and the way to stop it. `except`: the page itself shows it. */
export function WorkArea({ except }: { readonly except?: readonly MethodName[] }) {
  const work = useWork();
  if (work === null || except?.includes(work.method) === true) return null;
  return <WorkBar key={work.method} work={work} />;
}

function WorkBar({ work }: { readonly work: Work }) {
  const styles = useStyles();
  const client = useClient();
  const [cancelling, setCancelling] = useState(false);
  const { message, progress } = work;
  const cancel = () => {
    setCancelling(true);
    client.call("work.cancel", {}).catch(() => setCancelling(false));
  };
  return (
    <section aria-label="Work under way" className={styles.root}>
      <div className={styles.words}>
        {/* Only the sentence is announced: figures change ten times a second. */}
        <Text weight="semibold" role="status" wrap={false} truncate>
          {cancelling ? "Stopping cleanly" : message}
        </Text>
        <Text className={styles.figures} wrap={false}>
          {progress === null ? "" : figuresOf(progress)}
        </Text>
      </div>
      <Button onClick={cancel} disabledFocusable={cancelling}>
        Cancel
      </Button>
      <ProgressBar aria-label={message} {...shareOf(progress)} />
    </section>
  );
}

function shareOf(progress: WorkProgress | null): { readonly value?: number } {
  if (progress === null || progress.total === null || progress.total === 0) return {};
  return { value: Math.min(progress.done / progress.total, 1) };
}
