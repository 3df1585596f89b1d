import { makeStyles, Radio, RadioGroup, Text, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useId } from "react";
import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { BetweenEvent, PlanConflict } from "../../../preload/contract/plan.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { PathText } from "../../ui/path-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { ValueView } from "../../ui/value-view.tsx";
import { visibleText } from "../../ui/visible-text.ts";
import { typeWords } from "../../ui/words.ts";
import { LinkTargetView } from "../report/link-target-view.tsx";
import { useDecisionStyles } from "./use-decision-styles.ts";

const useStyles = makeStyles({
  views: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1.6fr) minmax(0, 1fr)",
    gap: tokens.spacingHorizontalL,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, minWidth: 0, overflowWrap: "anywhere" },
  events: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
});

interface ConflictCardProps {
  readonly conflict: PlanConflict;
  readonly names: ObjectNames;
  readonly answer: "keep" | "put-back" | undefined;
  readonly onAnswer: (answer: "keep" | "put-back") => void;
}

/** One part that several people changed: then, between, now; and what is to be done. Nothing is chosen beforehand. */
export function ConflictCard({ conflict, names, answer, onAnswer }: ConflictCardProps) {
  const styles = useStyles();
  const shared = useDecisionStyles();
  const id = useId();
  return (
    <li className={shared.card}>
      <span className={shared.title} id={id}>
        <TypeIcon type={conflict.object.type} />
        {typeWords[conflict.object.type].one}
        <NameText name={conflict.object.name} besides={conflict.object.id} />
        {conflict.path !== "" && <PathText path={conflict.path} names={names} />}
      </span>
      <dl className={styles.views}>
        <View term="Then, in the snapshot">
          <Side conflict={conflict} value={conflict.former} names={names} />
        </View>
        <View term="Between, the latest first">
          <Events events={conflict.between} />
        </View>
        <View term="Now">
          <Side conflict={conflict} value={conflict.now} names={names} />
        </View>
      </dl>
      <Text>{visibleText(conflict.reason)}</Text>
      <RadioGroup
        layout="horizontal"
        aria-labelledby={id}
        value={answer ?? ""}
        onChange={(_, { value }) => onAnswer(value === "put-back" ? "put-back" : "keep")}
      >
        <Radio value="keep" label="Leave it as it is now" />
        <Radio value="put-back" label="Put back what was there then" />
      </RadioGroup>
    </li>
  );
}

function View({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.value}>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}

function Side({
  conflict,
  value,
  names,
}: Pick<ConflictCardProps, "conflict" | "names"> & { readonly value: PlanConflict["now"] }) {
  const { target, path } = conflict;
  if (path === "") return <>see the report</>;
  if (target === undefined) return <ValueView value={value} names={names} path={path} />;
  return value === undefined ? <>not in it</> : <LinkTargetView target={target} names={names} />;
}

function Events({ events }: { readonly events: readonly BetweenEvent[] }) {
  const styles = useStyles();
  if (events.length === 0) return <>No audit record says who.</>;
  return (
    <ol className={styles.events}>
      {events.map(({ actor, at, activity, after }) => (
        <li key={`${at} ${actor} ${activity}`}>
          <bdi>{actor}</bdi>, <Moment iso={at} />
          {after === undefined ? `: ${activity}` : `: set it to ${valueWords(after)}`}
        </li>
      ))}
    </ol>
  );
}

function valueWords(value: JsonValue): string {
  if (value === null) return "empty";
  if (value === "") return "empty text";
  return visibleText(typeof value === "string" ? value : JSON.stringify(value));
}
