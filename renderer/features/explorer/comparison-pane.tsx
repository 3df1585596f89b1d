import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Text,
  Tooltip,
  tokens,
} from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { QuestionCircleRegular } from "@fluentui/react-icons/svg/question-circle";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { ObjectComparison } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import type { ObjectPlace, SnapshotRange } from "../../navigation/route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { useReturnFocus } from "../../ui/use-return-focus.ts";
import { usePaneStyles } from "../report/change-pane.tsx";
import { ChangeView } from "../report/change-view.tsx";
import { SnapshotSelect } from "./snapshot-select.tsx";

const useStyles = makeStyles({
  range: {
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 300px) auto minmax(0, 300px) minmax(min-content, 1fr)",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  close: { justifySelf: "end" },
});

interface ComparisonPaneProps {
  readonly object: ObjectPlace;
  readonly range: SnapshotRange;
  /** Latest first. */
  readonly records: readonly SnapshotRecord[];
  readonly wide: boolean;
  readonly onWide: (wide: boolean) => void;
  readonly onRange: (range: SnapshotRange) => void;
  readonly onClose: () => void;
}

/** What changed in the object between two snapshots, which can be chosen anew. Escape closes it. */
export function ComparisonPane({ object, range, records, wide, onWide, onRange, onClose }: ComparisonPaneProps) {
  const styles = useStyles();
  const pane = usePaneStyles();
  useReturnFocus();
  const { value, error, reload, loading } = useAnswer("object.compare", { ...object, ...range });
  const found = loading ? undefined : value?.found;
  return (
    <section
      aria-label="Change"
      className={pane.root}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <div className={styles.range}>
        <Text>From</Text>
        <SnapshotSelect
          small
          label="From"
          records={records}
          value={range.from}
          onChange={(from) => onRange({ ...range, from })}
        />
        <Text>to</Text>
        <SnapshotSelect
          small
          label="To"
          records={records}
          value={range.to}
          onChange={(to) => onRange({ ...range, to })}
        />
        {found === null && (
          <Tooltip content="Close the comparison" relationship="label">
            <Button className={styles.close} appearance="subtle" icon={<DismissRegular />} onClick={onClose} />
          </Tooltip>
        )}
      </div>
      <ErrorBar error={error} onRetry={reload} onDismiss={onClose} />
      {loading && error === undefined && <Loading what="Comparing" />}
      {found !== undefined && error === undefined && <Warnings warnings={value?.warnings ?? []} />}
      {found != null && error === undefined && (
        <ChangeView open={found} range={range} wide={wide} onWide={onWide} onClose={onClose} />
      )}
      {found === null && value !== undefined && error === undefined && <NothingFound comparison={value} />}
    </section>
  );
}

function Warnings({ warnings }: Pick<ObjectComparison, "warnings">) {
  if (warnings.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>This change may not be real</MessageBarTitle>
        {warnings.join(" ")}
      </MessageBarBody>
    </MessageBar>
  );
}

function NothingFound({ comparison: { from, to, unknown } }: { readonly comparison: ObjectComparison }) {
  if (unknown.length > 0)
    return (
      <EmptyState icon={<QuestionCircleRegular />} title="It is not known whether it changed">
        {unknown.join(" ")}
      </EmptyState>
    );
  return (
    <EmptyState icon={<CheckmarkCircleRegular />} title="Nothing changed in it">
      {from.snapshotNumber === to.snapshotNumber
        ? "Both sides are the same snapshot. Choose another one to compare with."
        : "All that both snapshots hold of it is the same, attribute by attribute and link by link."}
    </EmptyState>
  );
}
