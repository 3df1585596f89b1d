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
import { ArrowLeftRegular } from "@fluentui/react-icons/svg/arrow-left";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import { QuestionCircleRegular } from "@fluentui/react-icons/svg/question-circle";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { ObjectSight } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { commandProps } from "../../commands/page-commands.ts";
import type { ObjectPlace } from "../../navigation/route.ts";
import { goTo } from "../../navigation/use-route.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { typeWords } from "../../ui/words.ts";
import { useReview } from "../offline/use-review.ts";
import { CompareMenu } from "./compare-menu.tsx";
import { ObjectParts } from "./object-parts.tsx";
import { SnapshotSelect } from "./snapshot-select.tsx";
import { usePutBack } from "./use-put-back.ts";

const useStyles = makeStyles({
  facts: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, minWidth: 0, flexWrap: "wrap" },
  bar: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, flexWrap: "wrap" },
  back: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

interface ObjectScreenProps {
  readonly record: SnapshotRecord;
  /** Latest first. */
  readonly records: readonly SnapshotRecord[];
  readonly object: ObjectPlace;
  readonly canCapture: boolean;
  /** A snapshot of "now" was taken. */
  readonly onTaken: () => void;
}

/** One object as a snapshot holds it, with the ways to other times of it. */
export function ObjectScreen({ record, records, object, canCapture, onTaken }: ObjectScreenProps) {
  const styles = useStyles();
  const { type, id } = object;
  const { value: sight, error, reload } = useAnswer("explorer.object", { snapshot: record.number, type, id });
  const reviewing = useReview() !== undefined;
  const putBack = usePutBack(object, record.number, onTaken);
  const name = sight?.object?.name;
  return (
    <PageFrame
      title={name ?? typeWords[type].one}
      focusKey={id}
      scrolling
      subtitle={
        <span className={styles.facts}>
          <TypeIcon type={type} silent size={16} />
          <span>{typeWords[type].one}</span>
          <span>·</span>
          <NameText name={id} />
          <CopyButton what="the object's id" text={id} />
        </span>
      }
      actions={
        <>
          <Text aria-hidden="true">As it was in snapshot</Text>
          <SnapshotSelect
            label="As it was in snapshot"
            records={records}
            value={record.number}
            onChange={(snapshot) => goTo({ page: "explorer", snapshot, object })}
          />
        </>
      }
    >
      <div className={styles.bar}>
        <Button
          appearance="subtle"
          className={styles.back}
          icon={<ArrowLeftRegular />}
          {...commandProps("object.back")}
          onClick={() => goTo({ page: "explorer", snapshot: record.number, object: null })}
        >
          Back to the list
        </Button>
        <Button
          icon={<HistoryRegular />}
          {...commandProps("object.history")}
          onClick={() => goTo({ page: "object", object, range: null })}
        >
          History of this object
        </Button>
        <CompareMenu record={record} records={records} object={object} canCapture={canCapture} onTaken={onTaken} />
        {!reviewing && (
          <Tooltip
            content={
              canCapture
                ? "Reads the tenant, then lets you choose which of the differences go back. Nothing is written yet."
                : "Somebody has to be signed in: the tenant is read first."
            }
            relationship="description"
          >
            <Button
              icon={<ArrowUndoRegular />}
              {...commandProps("object.put-back")}
              disabledFocusable={!canCapture || putBack.running || sight?.object == null}
              onClick={putBack.start}
            >
              {putBack.running ? "Reading the tenant…" : "Put it back as it was here…"}
            </Button>
          </Tooltip>
        )}
      </div>
      <ErrorBar error={putBack.error} onRetry={putBack.start} onDismiss={putBack.dismiss} />
      <PutBackWords words={putBack.words} />
      <ErrorBar error={error} onRetry={reload} />
      {sight === undefined && error === undefined && <Loading what="Reading the object" />}
      {sight !== undefined && error === undefined && <Sight sight={sight} record={record} place={object} />}
    </PageFrame>
  );
}

function PutBackWords({ words }: { readonly words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <MessageBar intent="info" layout="multiline" role="status">
      <MessageBarBody>
        <MessageBarTitle>Nothing to put back</MessageBarTitle>
        {words}
      </MessageBarBody>
    </MessageBar>
  );
}

interface SightProps {
  readonly sight: ObjectSight;
  readonly record: SnapshotRecord;
  readonly place: ObjectPlace;
}

function Sight({ sight: { object, reasons }, record, place }: SightProps) {
  if (object !== null) return <ObjectParts key={record.number} object={object} snapshot={record.number} />;
  const action = (
    <Button appearance="primary" onClick={() => goTo({ page: "object", object: place, range: null })}>
      See its history
    </Button>
  );
  if (reasons.length > 0)
    return (
      <EmptyState icon={<QuestionCircleRegular />} title="It is not known whether it was there" action={action}>
        {reasons.join(" ")}
      </EmptyState>
    );
  return (
    <EmptyState icon={<QuestionCircleRegular />} title={`It is not in snapshot ${record.number}`} action={action}>
      All {typeWords[place.type].many.toLowerCase()} were read then, and this one was not among them.
    </EmptyState>
  );
}
