import { MessageBar, MessageBarBody, makeStyles, ToggleButton, tokens } from "@fluentui/react-components";
import { useCallback, useMemo, useState } from "react";
import type { RecoveryJob, StepOutcome, StepOutcomeKind } from "../../../preload/contract/recovery-job.ts";
import { stepOutcomes } from "../../../preload/contract/recovery-job.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { VirtualGrid } from "../../ui/virtual-grid.tsx";
import { count } from "../../ui/words.ts";
import type { NamedStep } from "../recovery/use-plan-steps.ts";
import { usePlanSteps } from "../recovery/use-plan-steps.ts";
import { outcomeColumns, shownWords } from "./outcome-columns.tsx";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
    flexGrow: 1,
    // Not as high as its rows, where the page around it scrolls.
    flexBasis: "280px",
    minHeight: "280px",
  },
  filters: { display: "flex", gap: tokens.spacingHorizontalS, flexWrap: "wrap", margin: 0, padding: 0, border: 0 },
});

/** What is told apart. In doubt is what counts as applied although no answer came: nobody can tell who wrote it. */
export type ShownOutcome = StepOutcomeKind | "doubt";

const shownOrder: readonly ShownOutcome[] = ["applied", "doubt", ...stepOutcomes.slice(1)];
const none: readonly string[] = [];

export interface OutcomeLine extends StepOutcome {
  readonly index: number;
  readonly shown: ShownOutcome;
  /** Undefined until the plan's page is there. */
  readonly named: NamedStep | undefined;
}

/** What became of each step. The buttons show only those with one outcome. */
export function JobOutcomes({ job }: { readonly job: RecoveryJob }) {
  const styles = useStyles();
  const [only, setOnly] = useState<ShownOutcome>();
  const { value: unheard = none } = useAnswer("history.unheard", { jobId: job.id });
  const all = useMemo(() => {
    const doubtful = new Set(unheard);
    const shownAs = ({ id, outcome }: StepOutcome): ShownOutcome =>
      outcome === "applied" && doubtful.has(id) ? "doubt" : outcome;
    return job.steps.map((step, index) => ({ ...step, index, shown: shownAs(step) }));
  }, [job, unheard]);
  const byShown = useMemo(() => Map.groupBy(all, ({ shown }) => shown), [all]);
  const lines = only === undefined ? all : (byShown.get(only) ?? []);
  const pages = usePlanSteps(job.planId);
  const onRange = useCallback(
    (first: number, last: number) => pages.want(lines[first]?.index ?? 0, lines[last]?.index ?? 0),
    [pages, lines],
  );
  const item = (index: number): OutcomeLine | undefined => {
    const line = lines[index];
    return line === undefined ? undefined : { ...line, named: pages.item(line.index) };
  };
  if (job.steps.length === 0)
    return (
      <MessageBar intent="info">
        <MessageBarBody>This job has no steps.</MessageBarBody>
      </MessageBar>
    );
  return (
    <div className={styles.root}>
      <fieldset className={styles.filters} aria-label="Outcomes">
        <ToggleButton size="small" checked={only === undefined} onClick={() => setOnly(undefined)}>
          All {count(job.steps.length)}
        </ToggleButton>
        {shownOrder
          .filter((shown) => byShown.has(shown))
          .map((shown) => (
            <ToggleButton key={shown} size="small" checked={only === shown} onClick={() => setOnly(shown)}>
              {shownWords[shown]} {count(byShown.get(shown)?.length ?? 0)}
            </ToggleButton>
          ))}
      </fieldset>
      <VirtualGrid
        label="Outcomes of the steps"
        columns={outcomeColumns}
        rowCount={lines.length}
        item={item}
        onRange={onRange}
      />
    </div>
  );
}
