import {
  Button,
  Link,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Text,
  tokens,
} from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { useClient, useWork } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { formatRoute } from "../../navigation/route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { figuresOf } from "../../ui/figures-of.ts";
import { countOf, typeWords } from "../../ui/words.ts";
import { incompleteTypes } from "../timeline/health.ts";
import { ConnectFrame } from "./connect-frame.tsx";

const useStyles = makeStyles({
  figures: { color: tokens.colorNeutralForeground3, fontVariantNumeric: "tabular-nums" },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, display: "grid", gap: tokens.spacingVerticalXS },
});

/** Takes the first snapshot at once, tells how far it is, and what to do next. The vault is there already. */
export function FirstSnapshotStep({ onDone }: { readonly onDone: () => void }) {
  const client = useClient();
  const { running, error, run } = useAction();
  const [record, setRecord] = useState<SnapshotRecord>();
  const begun = useRef(false);
  const take = () => run(async () => setRecord(await client.call("timeline.capture", {})));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the step comes
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    take();
  }, []);
  const cancel = () => client.call("work.cancel", {}).catch(() => undefined);
  return (
    <ConnectFrame
      step={record === undefined ? 2 : 3}
      title={record === undefined ? "Taking the first snapshot" : "The tenant is connected"}
      words={
        record === undefined
          ? "The whole tenant is read once, within Microsoft's limits; a large one takes an hour. You can go on to the timeline meanwhile."
          : "From the second snapshot on you see what changed, who changed it and when."
      }
      onSubmit={() => (record === undefined ? undefined : onDone())}
      foot={
        <>
          {running && <Button onClick={cancel}>Cancel the snapshot</Button>}
          {!running && record === undefined && <Button onClick={take}>Take it again</Button>}
          <Button appearance={record === undefined ? "secondary" : "primary"} onClick={onDone}>
            Go to the timeline
          </Button>
        </>
      }
    >
      <ErrorBar error={error} />
      {running && <CaptureProgress />}
      {error !== undefined && (
        <Text>The vault was made and is open. Take the snapshot again here, or later from the timeline.</Text>
      )}
      {record !== undefined && <Verdict record={record} onLeave={onDone} />}
    </ConnectFrame>
  );
}

function CaptureProgress() {
  const styles = useStyles();
  const work = useWork();
  const progress = work?.progress ?? null;
  const share = progress?.total == null || progress.total === 0 ? {} : { value: progress.done / progress.total };
  return (
    <>
      <Text role="status">{work?.message ?? "Taking a snapshot"}</Text>
      <ProgressBar aria-label="Taking the first snapshot" {...share} />
      <Text className={styles.figures}>{progress === null ? "" : figuresOf(progress)}</Text>
    </>
  );
}

function Verdict({ record, onLeave }: { readonly record: SnapshotRecord; readonly onLeave: () => void }) {
  const styles = useStyles();
  const total = Object.values(record.counts).reduce((sum, count) => sum + count, 0);
  const missing = incompleteTypes(record);
  return (
    <>
      <MessageBar intent={record.complete ? "success" : "warning"} layout="multiline">
        <MessageBarBody>
          {record.complete
            ? `The first snapshot is complete: ${countOf(total, "object", "objects")}.`
            : `The first snapshot is partial: ${countOf(total, "object", "objects")}. What was not read is unknown, never deleted.`}
          {missing.map(({ type, reason }) => (
            <div key={type}>
              {typeWords[type].many}: {reason}
            </div>
          ))}
        </MessageBarBody>
      </MessageBar>
      <Text weight="semibold">Worth doing today</Text>
      <ul className={styles.list}>
        <li>
          <Link href={formatRoute({ page: "settings", section: "keys" })} onClick={onLeave}>
            Make a recovery key
          </Link>
          , print it and lock it away: it opens the vault when the passphrase is forgotten.
        </li>
        <li>
          <Link href={formatRoute({ page: "settings", section: "schedule" })} onClick={onLeave}>
            Take a snapshot every day
          </Link>
          , so that there is a yesterday to go back to.
        </li>
        <li>
          <Link href={formatRoute({ page: "settings", section: "copies" })} onClick={onLeave}>
            Keep a copy elsewhere
          </Link>
          : this computer may be what is lost.
        </li>
      </ul>
    </>
  );
}
