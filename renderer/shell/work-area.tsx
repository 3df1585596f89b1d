import { Button, makeStyles, ProgressBar, Text, tokens } from "@fluentui/react-components";
import type { WorkProgress } from "../../preload/contract/events.ts";
import type { MethodName } from "../../preload/contract/methods.ts";
import { useClient, useWork } from "../bridge/client-context.tsx";
import type { Work } from "../bridge/work-ledger.ts";
import { PauseButton } from "../features/recovery/pause-button.tsx";
import { stoppingWords, useStopping } from "../features/recovery/use-stopping.ts";
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
  buttons: { display: "flex", gap: tokens.spacingHorizontalS },
  figures: { color: tokens.colorNeutralForeground3, fontVariantNumeric: "tabular-nums" },
});

/** The long work that can come to hold. */
export const recoveryMethods: readonly MethodName[] = ["recovery.apply", "recovery.resume", "recovery.follow"];

interface WorkAreaProps {
  /** What the page itself shows. */
  readonly except?: readonly MethodName[];
  /** The plan that the wizard carries out: it has no job yet while it waits for its confirmation. */
  readonly planId?: string;
}

/** What long work is under way, how fast, how much longer, and the ways to stop it. */
export function WorkArea({ except, planId }: WorkAreaProps) {
  const work = useWork();
  if (work === null || except?.includes(work.method) === true) return null;
  return <WorkBar key={work.method} work={work} planId={planId} />;
}

function WorkBar({ work, planId }: { readonly work: Work; readonly planId: string | undefined }) {
  const styles = useStyles();
  const client = useClient();
  const { stopping, pause, cancel } = useStopping(async () => {
    const jobs = await client.call("history.jobs", {});
    const unfinished = jobs.filter(({ state }) => state !== "ended").map((job) => job.planId);
    return [...new Set([...(planId === undefined ? [] : [planId]), ...unfinished])];
  });
  const { method, message, progress } = work;
  return (
    <section aria-label="Work under way" className={styles.root}>
      <div className={styles.words}>
        {/* Only the sentence is announced: figures change ten times a second. */}
        <Text weight="semibold" role="status" wrap={false} truncate>
          {stopping === undefined ? message : stopping === "pause" ? stoppingWords.pause : "Stopping cleanly"}
        </Text>
        <Text className={styles.figures} wrap={false}>
          {progress === null ? "" : figuresOf(progress)}
        </Text>
      </div>
      <div className={styles.buttons}>
        {recoveryMethods.includes(method) && <PauseButton stopping={stopping} pause={pause} />}
        <Button onClick={cancel} disabledFocusable={stopping === "cancel"}>
          Cancel
        </Button>
      </div>
      <ProgressBar aria-label={message} {...shareOf(progress)} />
    </section>
  );
}

function shareOf(progress: WorkProgress | null): { readonly value?: number } {
  if (progress === null || progress.total === null || progress.total === 0) return {};
  return { value: Math.min(progress.done / progress.total, 1) };
}
