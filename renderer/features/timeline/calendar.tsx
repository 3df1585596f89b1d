import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { ChevronLeftRegular } from "@fluentui/react-icons/svg/chevron-left";
import { ChevronRightRegular } from "@fluentui/react-icons/svg/chevron-right";
import { useEffect, useMemo, useRef, useState } from "react";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { goTo } from "../../navigation/use-route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { useWidth } from "../../ui/use-width.ts";
import { useIsLarge } from "../../ui/window-theme.tsx";
import type { CalendarDay } from "./calendar-days.ts";
import { calendarDays, calendarOf, daysAfter, midnightOf } from "./calendar-days.ts";
import { CalendarGrid } from "./calendar-grid.tsx";
import { CalendarLegend } from "./calendar-legend.tsx";
import type { CalendarCell } from "./calendar-rows.ts";
import { calendarRows } from "./calendar-rows.ts";
import { DayDetails } from "./day-details.tsx";
import { dayWords } from "./day-words.ts";
import { useCountedRanges } from "./use-counted-ranges.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    flexShrink: 0,
  },
  bar: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS, flexWrap: "wrap" },
  turns: { display: "flex", gap: tokens.spacingHorizontalXS },
  title: { margin: 0, marginRight: "auto", fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
});

const dayMs = 86_400_000;
const mostDays = 84;

interface CalendarProps {
  readonly records: readonly SnapshotRecord[];
  readonly now: number;
  readonly canCapture: boolean;
}

/** Snapshots, changes and what is of note, day by day. Opens the report of a day, or the day itself. */
export function Calendar({ records, now, canCapture }: CalendarProps) {
  const styles = useStyles();
  const root = useRef<HTMLElement>(null);
  const { labelWidth, count } = useRoom(root);
  const calendar = useMemo(() => calendarOf(records), [records]);
  const { days, turn, canTurn } = useDays(calendar, count, midnightOf(now));
  const counted = useCountedRanges(days);
  const events = useEvents(days, records);
  const [chosen, setChosen] = useState<number>();
  const known = days.map((day) => ({ day, changes: counted.of(day), events: events.of(day) }));
  const opened = known.find(({ day }) => day.start === chosen);
  const open = ({ start }: CalendarDay, { report }: CalendarCell) => {
    if (report === undefined) setChosen(start);
    else goTo({ page: "report", ...report });
  };
  const [first, last] = [days[0]?.start ?? now, days.at(-1)?.start ?? now];
  return (
    <section ref={root} aria-label="Calendar" className={styles.root}>
      <div className={styles.bar}>
        <h2 className={styles.title} aria-live="polite">
          {dayWords.short(first)} – {dayWords.short(last)}
        </h2>
        <div className={styles.turns}>
          <Button icon={<ChevronLeftRegular />} disabledFocusable={!canTurn(-1)} onClick={() => turn(-1)}>
            Earlier
          </Button>
          <Button
            icon={<ChevronRightRegular />}
            iconPosition="after"
            disabledFocusable={!canTurn(1)}
            onClick={() => turn(1)}
          >
            Later
          </Button>
        </div>
      </div>
      <ErrorBar error={counted.error} onRetry={counted.retry} />
      <ErrorBar error={events.error} onRetry={events.retry} />
      <CalendarGrid
        days={days}
        rows={calendarRows(known)}
        labelWidth={labelWidth}
        now={now}
        chosen={chosen}
        onOpen={open}
        onTurn={turn}
      />
      <CalendarLegend days={known} more={events.more} />
      {opened === undefined ? (
        <Text size={200}>
          {calendar.days.length < 2 && "From the second day with a snapshot on, you see here what changed. "}A number
          opens the report of its day; everything else opens the day itself.
        </Text>
      ) : (
        <DayDetails {...opened} canCapture={canCapture} onClose={() => setChosen(undefined)} />
      )}
    </section>
  );
}

/** How many days there is room for: whole weeks, as long as there is room for one. */
function useRoom(root: React.RefObject<HTMLElement | null>) {
  const width = useWidth(root);
  const isLarge = useIsLarge();
  const labelWidth = (width > 700 ? 168 : 110) * (isLarge ? 1.25 : 1);
  const fitting = Math.floor((width - 34 - labelWidth) / (isLarge ? 34 : 28));
  const count = width === 0 ? 28 : Math.min(mostDays, Math.max(7, fitting - (fitting % 7)));
  return { labelWidth, count };
}

/** Begins with the latest days; with those of the newest snapshot, if that is older. */
function useDays(calendar: ReturnType<typeof calendarOf>, count: number, today: number) {
  const newest = calendar.days.at(-1) ?? today;
  const latest = Math.max(today, newest);
  const start = newest < daysAfter(latest, 1 - count) ? newest : latest;
  const [end, setEnd] = useState<number>();
  const last = Math.min(end ?? start, latest);
  const canTurn = (direction: -1 | 1) =>
    direction === 1 ? last < latest : daysAfter(last, 1 - count) > calendar.firstDay;
  const turn = (direction: -1 | 1) => {
    if (!canTurn(direction)) return false;
    setEnd(Math.min(latest, daysAfter(last, direction * count)));
    return true;
  };
  // Half a minute more is not another list of days.
  const days = useMemo(() => calendarDays(calendar, last, count, today + dayMs / 2), [calendar, last, count, today]);
  return { days, turn, canTurn };
}

function useEvents(days: readonly CalendarDay[], records: readonly SnapshotRecord[]) {
  const since = new Date(days[0]?.start ?? 0).toISOString();
  const until = new Date(days.at(-1)?.end ?? 0).toISOString();
  const { value, error, reload } = useAnswer("timeline.events", { since, until });
  const newest = records.at(-1)?.id;
  const asked = useRef(newest);
  useEffect(() => {
    // With a snapshot come the audit records of its time.
    if (asked.current !== newest) reload();
    asked.current = newest;
  }, [newest, reload]);
  const byDay = useMemo(() => Map.groupBy(value?.events ?? [], ({ at }) => midnightOf(Date.parse(at))), [value]);
  return { of: ({ start }: CalendarDay) => byDay.get(start) ?? [], more: value?.more ?? 0, error, retry: reload };
}
