import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { FolderSearchRegular } from "@fluentui/react-icons/svg/folder-search";
import { useRef, useState } from "react";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { ObjectHistory } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { commandProps } from "../../commands/page-commands.ts";
import type { ObjectPlace, SnapshotRange } from "../../navigation/route.ts";
import { goTo } from "../../navigation/use-route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { listInShortWindow } from "../../ui/small-window.ts";
import { useWidth } from "../../ui/use-width.ts";
import { visibleName } from "../../ui/visible-text.ts";
import { countOf, typeWords } from "../../ui/words.ts";
import { ComparisonPane } from "./comparison-pane.tsx";
import { historyItems } from "./history-items.ts";
import { HistoryList } from "./history-list.tsx";

/** Narrower than this, an open change takes the list's place. */
const roomForBoth = 800;

const useStyles = makeStyles({
  middle: {
    display: "flex",
    flexGrow: 1,
    minHeight: 0,
    gap: tokens.spacingHorizontalL,
    paddingBottom: tokens.spacingVerticalL,
    ...listInShortWindow,
  },
  list: { flexGrow: 1, flexBasis: 0, minWidth: "320px", overflowY: "auto" },
});

interface HistoryScreenProps {
  /** Latest first. */
  readonly records: readonly SnapshotRecord[];
  readonly object: ObjectPlace;
  readonly range: SnapshotRange | null;
}

/** One object through all snapshots, and what changed in it between two of them. */
export function HistoryScreen({ records, object, range }: HistoryScreenProps) {
  const styles = useStyles();
  const { value: history, error, reload } = useAnswer("object.history", object);
  const middle = useRef<HTMLDivElement>(null);
  const width = useWidth(middle);
  const [wide, setWide] = useState(false);
  const show = (next: SnapshotRange | null) => goTo({ page: "object", object, range: next });
  const alone = range !== null && (wide || (width > 0 && width < roomForBoth));
  return (
    <PageFrame
      title={history === undefined ? "History" : `History of ${visibleName(history.name)}`}
      focusKey={object.id}
      subtitle={`${typeWords[object.type].one}${history === undefined ? "" : `: ${countWords(history)}`}`}
      actions={<OpenButton history={history} object={object} />}
    >
      <ErrorBar error={error} onRetry={reload} />
      {history === undefined && error === undefined && <Loading what="Going through the snapshots" />}
      <div ref={middle} className={styles.middle}>
        {history !== undefined && (
          <div className={styles.list} style={alone ? { display: "none" } : {}}>
            <HistoryList items={historyItems(history, records)} opened={range} onOpen={show} />
          </div>
        )}
        {range !== null && (
          <ComparisonPane
            object={object}
            range={range}
            records={records}
            wide={wide}
            onWide={setWide}
            onRange={show}
            onClose={() => {
              setWide(false);
              show(null);
            }}
          />
        )}
      </div>
    </PageFrame>
  );
}

function countWords({ entries, first }: ObjectHistory): string {
  if (entries.length === 0) return "the same in all snapshots that know of it";
  return `${countOf(entries.length, "change", "changes")} since snapshot ${first.snapshot}`;
}

interface OpenButtonProps {
  readonly history: ObjectHistory | undefined;
  readonly object: ObjectPlace;
}

/** Into the latest snapshot that holds it. */
function OpenButton({ history, object }: OpenButtonProps) {
  if (history === undefined) return null;
  const last = history.entries.at(-1);
  const snapshot = last?.change.kind === "removed" ? last.from.snapshot : null;
  return (
    <Button
      icon={<FolderSearchRegular />}
      {...commandProps("object.open")}
      onClick={() => goTo({ page: "explorer", snapshot, object })}
    >
      {snapshot === null ? "Open the object" : "Open it as it last was"}
    </Button>
  );
}
