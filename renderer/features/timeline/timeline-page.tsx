import { Button, MessageBar, MessageBarBody, makeStyles, Tooltip, tokens } from "@fluentui/react-components";
import { ArrowSwapRegular } from "@fluentui/react-icons/svg/arrow-swap";
import { CameraRegular } from "@fluentui/react-icons/svg/camera";
import { TimelineRegular } from "@fluentui/react-icons/svg/timeline";
import { useCallback, useState } from "react";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { useBridgeEvent, useClient, useWork } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { goTo } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useReview } from "../offline/use-review.ts";
import { SignedOutBar } from "../session/signed-out-bar.tsx";
import { Calendar } from "./calendar.tsx";
import type { Outlook } from "./health.ts";
import { healthOf } from "./health.ts";
import { PinnedComparisons } from "./pinned-comparisons.tsx";
import { SnapshotTable } from "./snapshot-table.tsx";

const nothing = {};

const useStyles = makeStyles({ hint: { color: tokens.colorNeutralForeground3, alignSelf: "center" } });

/** The snapshots of the tenant, and the way from them to a report. */
export function TimelinePage({ canCapture }: { readonly canCapture: boolean }) {
  const client = useClient();
  const reviewing = useReview() !== undefined;
  const { value: records, error, reload } = useAnswer("timeline.list", nothing);
  const didChange = useCallback(() => reload(), [reload]);
  useBridgeEvent("timeline.didChange", didChange);
  const capturing = useAction();
  // It goes on when the person has left this screen.
  const isTaking = useWork()?.method === "timeline.capture" || capturing.running;
  const [selected, setSelected] = useState<readonly number[]>([]);
  const capture = () =>
    capturing.run(async () => {
      await client.call("timeline.capture", {});
      reload();
    });
  const captureButton = (
    <Button
      appearance="primary"
      icon={<CameraRegular />}
      disabledFocusable={isTaking || !canCapture}
      {...commandProps("timeline.capture")}
      onClick={capture}
    >
      {isTaking ? "Taking a snapshot…" : "Take snapshot now"}
    </Button>
  );
  return (
    <PageFrame
      title="Timeline"
      scrolling
      actions={
        <>
          {records?.length !== 0 && <CompareButtons selected={selected} canCapture={canCapture} />}
          {!reviewing && captureButton}
        </>
      }
    >
      <ErrorBar error={error} onRetry={reload} />
      <ErrorBar error={capturing.error} onRetry={capture} onDismiss={capturing.dismiss} />
      {!canCapture && !reviewing && <SignedOutBar />}
      {records === undefined && error === undefined && <Loading what="Reading the timeline" />}
      {records !== undefined && (
        <Records records={records} selected={selected} onSelect={setSelected} canCapture={canCapture} />
      )}
    </PageFrame>
  );
}

interface RecordsProps {
  readonly records: readonly SnapshotRecord[];
  readonly selected: readonly number[];
  readonly onSelect: (selected: readonly number[]) => void;
  readonly canCapture: boolean;
}

function Records({ records, selected, onSelect, canCapture }: RecordsProps) {
  const now = useNow();
  const reviewing = useReview() !== undefined;
  const outlook = useOutlook(reviewing);
  const { state, sentence } = healthOf(records, now, outlook);
  if (state === "none")
    return (
      <EmptyState icon={<TimelineRegular />} title="No snapshot yet">
        A snapshot is the whole state of the tenant at one time, encrypted on this computer. Take the first one now;
        from the second one on you see what changed.
      </EmptyState>
    );
  return (
    <>
      {!reviewing && (
        <MessageBar intent={state === "good" ? "success" : "warning"} layout="multiline">
          <MessageBarBody>{sentence}</MessageBarBody>
        </MessageBar>
      )}
      {!reviewing && <PinnedComparisons records={records} />}
      <Calendar records={records} now={now} canCapture={canCapture} />
      <SnapshotTable records={records} selected={selected} onSelect={onSelect} canCapture={canCapture} now={now} />
    </>
  );
}

/** Read once: the sentence says the same without them, and nobody has to know that they could not be read. An export has none. */
function useOutlook(reviewing: boolean): Outlook {
  const { value: schedule } = useAnswer("schedule.read", reviewing ? undefined : nothing);
  const { value: retention } = useAnswer("retention.describe", reviewing ? undefined : nothing);
  return { schedule, retention: retention?.policy };
}

function CompareButtons({ selected, canCapture }: Pick<RecordsProps, "selected" | "canCapture">) {
  const reviewing = useReview() !== undefined;
  const styles = useStyles();
  const [first, second] = selected.toSorted((one, other) => one - other);
  const compare = () => {
    if (first !== undefined && second !== undefined) goTo({ page: "report", from: first, to: second });
  };
  const compareWithNow = () => {
    if (first !== undefined) goTo({ page: "report", from: first, to: "now" });
  };
  return (
    <>
      {selected.length < 2 && (
        <span className={styles.hint}>
          {reviewing
            ? "Two exports of one tenant can be compared: open and select both"
            : selected.length === 0
              ? "Select two snapshots to compare"
              : "Select one more, or compare with now"}
        </span>
      )}
      <Button
        icon={<ArrowSwapRegular />}
        disabledFocusable={selected.length !== 2}
        {...commandProps("timeline.compare")}
        onClick={compare}
      >
        Compare
      </Button>
      {!reviewing && (
        <Tooltip
          content="Reads the tenant as it is now and compares the selected snapshot with it"
          relationship="description"
        >
          <Button
            disabledFocusable={selected.length !== 1 || !canCapture}
            {...commandProps("timeline.compare-with-now")}
            onClick={compareWithNow}
          >
            Compare with now
          </Button>
        </Tooltip>
      )}
    </>
  );
}
