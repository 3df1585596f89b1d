import { Button, makeStyles, Text, Tooltip, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useEffect, useRef, useState } from "react";
import type { NotedEvent } from "../../../preload/contract/timeline.ts";
import { goTo } from "../../navigation/use-route.ts";
import { formatClockTime, formatUtc } from "../../ui/time.ts";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { useReturnFocus } from "../../ui/use-return-focus.ts";
import { visibleName } from "../../ui/visible-text.ts";
import { count, typeWords } from "../../ui/words.ts";
import type { CountedDay } from "./calendar-rows.ts";
import { dayWords, kindsOf, notedWords, stateWords, totalOf } from "./day-words.ts";
import { incompleteTypes } from "./health.ts";
import { SnapshotActions } from "./snapshot-actions.tsx";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: "flex", alignItems: "flex-start", gap: tokens.spacingHorizontalS },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, outlineStyle: "none" },
  words: { flexGrow: 1, color: tokens.colorNeutralForeground2 },
  parts: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(280px, 1fr))",
    gap: tokens.spacingHorizontalXL,
    alignItems: "start",
  },
  part: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  list: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: 0,
    listStyle: "none",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    overflowWrap: "anywhere",
  },
  change: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: tokens.spacingHorizontalXS },
  quiet: { color: tokens.colorNeutralForeground3, display: "block" },
});

const shownEvents = 8;

interface DayDetailsProps extends CountedDay {
  readonly canCapture: boolean;
  readonly onClose: () => void;
}

/** One day in words: its snapshots, what changed, and who did what of note. Takes the focus; Escape gives it back. */
export function DayDetails({ day, changes, events, canCapture, onClose }: DayDetailsProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useReturnFocus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day takes the focus again
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest("section")?.scrollIntoView({ block: "nearest" });
  }, [day.start]);
  return (
    <section
      aria-label="Day"
      className={styles.root}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <div className={styles.head}>
        <div className={styles.words}>
          <h3 ref={heading} tabIndex={-1} className={styles.title}>
            {dayWords.long(day.start)}
          </h3>
          <Text>{stateWords(day)}</Text>
        </div>
        <Tooltip content="Close the day" relationship="label">
          <Button appearance="subtle" icon={<DismissRegular />} onClick={onClose} />
        </Tooltip>
      </div>
      <div className={styles.parts}>
        {day.records.length > 0 && <DaySnapshots day={day} canCapture={canCapture} />}
        {changes !== undefined && <DayChanges changes={changes} />}
        <DayEvents key={day.start} events={events} />
      </div>
    </section>
  );
}

function DaySnapshots({ day, canCapture }: Pick<DayDetailsProps, "day" | "canCapture">) {
  const styles = useStyles();
  return (
    <div>
      <h4 className={styles.part}>Snapshots</h4>
      <ul className={styles.list}>
        {day.records.map((record, index) => (
          <li key={record.id}>
            #{record.number} · <time dateTime={record.endedAt}>{formatClockTime(record.endedAt)}</time> ·{" "}
            {record.complete ? "complete" : "partial"}
            {incompleteTypes(record).map(({ type, reason }) => (
              <Text key={type} size={200} className={styles.quiet}>
                {typeWords[type].many}: {reason}
              </Text>
            ))}
            <SnapshotActions record={record} before={day.records[index - 1]} canCapture={canCapture} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function DayChanges({ changes }: { readonly changes: NonNullable<CountedDay["changes"]> }) {
  const styles = useStyles();
  const { from, to, counts, unknown } = changes;
  const changed = counts.filter(({ kinds }) => totalOf(kinds) > 0);
  return (
    <div>
      <h4 className={styles.part}>Changes since snapshot {from}</h4>
      <ul className={styles.list}>
        {changed.length === 0 && <li>Nothing changed in what both snapshots hold completely.</li>}
        {changed.map(({ type, since, kinds }) => (
          <li key={type} className={styles.change}>
            <TypeIcon type={type} silent size={16} />
            <Button
              size="small"
              onClick={() => goTo({ page: "report", from: since, to, types: [type] })}
              aria-label={`Report: ${typeWords[type].many}, ${kindsOf(kinds)}`}
            >
              {count(totalOf(kinds))} {typeWords[type].short}
            </Button>
            <Text size={200} className={styles.quiet}>
              {kindsOf(kinds)}
              {since === from ? "" : `, since snapshot ${since}`}
            </Text>
          </li>
        ))}
        {unknown.map(({ type, reason }) => (
          <li key={type}>
            {typeWords[type].many}: unknown. {reason}
          </li>
        ))}
      </ul>
      {changed.length > 1 && (
        <Button
          size="small"
          style={{ marginTop: tokens.spacingVerticalS }}
          onClick={() => goTo({ page: "report", from, to })}
        >
          Report of the whole day
        </Button>
      )}
    </div>
  );
}

function DayEvents({ events }: { readonly events: readonly NotedEvent[] }) {
  const styles = useStyles();
  const [whole, setWhole] = useState(false);
  const shown = whole ? events : events.slice(0, shownEvents);
  return (
    <div>
      <h4 className={styles.part}>Policies, methods, roles and credentials</h4>
      <ul className={styles.list}>
        {events.length === 0 && <li>The captured audit records hold none of this day.</li>}
        {shown.map(({ kind, at, activity, actor, targets }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: records have nothing of their own that tells them apart, and never move
          <li key={index}>
            {notedWords[kind].row}: {activity}
            {targets.length > 0 && <>, {targets.map(({ name }) => visibleName(name)).join(", ")}</>}
            <Text size={200} className={styles.quiet}>
              <bdi>{actor}</bdi> ·{" "}
              <time dateTime={at} title={formatUtc(at)}>
                {formatClockTime(at)}
              </time>
            </Text>
          </li>
        ))}
      </ul>
      {shown.length < events.length && (
        <Button size="small" appearance="transparent" onClick={() => setWhole(true)}>
          Show all {count(events.length)}
        </Button>
      )}
    </div>
  );
}
