import { Button } from "@fluentui/react-components";
import { FolderSearchRegular } from "@fluentui/react-icons/svg/folder-search";
import { useState } from "react";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { useBridgeEvent } from "../../bridge/client-context.tsx";
import { useAnswer } from "../../bridge/use-answer.ts";
import type { Route } from "../../navigation/route.ts";
import { goTo } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { useLatest } from "../../ui/use-latest.ts";
import { ExplorerList } from "./explorer-list.tsx";
import { HistoryScreen } from "./history-screen.tsx";
import { ObjectScreen } from "./object-screen.tsx";

const nothing = {};

/** How a person looks at the list, so that coming back from an object finds it as it was. */
export interface ListView {
  readonly text: string;
  /** Null: all types. */
  readonly type: SnapshotType | null;
  /** The row that was opened last; null: none yet. */
  readonly row: number | null;
}

type SnapshotType = keyof SnapshotRecord["counts"];

interface ExplorerPageProps {
  readonly route: Extract<Route, { readonly page: "explorer" | "object" }>;
  readonly canCapture: boolean;
}

/** What the snapshots hold: the list, one object, or one object through all of them. */
export function ExplorerPage({ route, canCapture }: ExplorerPageProps) {
  const { value: records, error, reload } = useAnswer("timeline.list", nothing);
  const [view, setView] = useState<ListView>({ text: "", type: null, row: null });
  useBridgeEvent("timeline.didChange", useLatest(reload));
  if (records === undefined)
    return (
      <PageFrame title="Explorer">
        <ErrorBar error={error} onRetry={reload} />
        {error === undefined && <Loading what="Reading the snapshots" />}
      </PageFrame>
    );
  const byTime = records.toSorted((one, other) => Date.parse(other.endedAt) - Date.parse(one.endedAt));
  const [latest] = byTime;
  if (latest === undefined) return <NoSnapshot />;
  const shared = { records: byTime, canCapture, onTaken: reload };
  if (route.page === "object") return <HistoryScreen {...shared} object={route.object} range={route.range} />;
  const record = route.snapshot === null ? latest : byTime.find(({ number }) => number === route.snapshot);
  if (record === undefined) return <SnapshotGone number={route.snapshot} />;
  if (route.object === null)
    return <ExplorerList key={record.number} record={record} records={byTime} view={view} onView={setView} />;
  return <ObjectScreen key={route.object.id} {...shared} record={record} object={route.object} />;
}

function NoSnapshot() {
  return (
    <PageFrame title="Explorer">
      <EmptyState
        icon={<FolderSearchRegular />}
        title="No snapshot yet"
        action={
          <Button appearance="primary" onClick={() => goTo({ page: "timeline" })}>
            Go to the timeline
          </Button>
        }
      >
        Here you look into snapshots: who and what was there, and how it was set. Take the first snapshot in the
        timeline.
      </EmptyState>
    </PageFrame>
  );
}

function SnapshotGone({ number }: { readonly number: number | null }) {
  return (
    <PageFrame title="Explorer">
      <EmptyState
        icon={<FolderSearchRegular />}
        title={`Snapshot ${number} is not there`}
        action={
          <Button appearance="primary" onClick={() => goTo({ page: "explorer", snapshot: null, object: null })}>
            Open the latest snapshot
          </Button>
        }
      >
        It was never taken, or it has been thinned out since. The timeline shows those that are kept.
      </EmptyState>
    </PageFrame>
  );
}
