import { makeStyles, tokens } from "@fluentui/react-components";
import { countOf } from "../../ui/words.ts";
import { CellSign } from "./calendar-cell.tsx";
import type { DayState } from "./calendar-days.ts";
import type { CountedDay } from "./calendar-rows.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexWrap: "wrap",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: 0,
    padding: 0,
    listStyle: "none",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  entry: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
});

const legends = {
  complete: "complete; a number: how many that day",
  partial: "partial: not all of the tenant could be read",
  missing: "no snapshot",
  thinned: "thinned out by the retention policy",
} as const satisfies Partial<Record<DayState, string>>;

interface CalendarLegendProps {
  readonly days: readonly CountedDay[];
  /** Records of note that were too many to be listed. */
  readonly more: number;
}

/** What the signs mean: only those that are on the screen. */
export function CalendarLegend({ days, more }: CalendarLegendProps) {
  const styles = useStyles();
  const present = (Object.keys(legends) as (keyof typeof legends)[]).filter((state) =>
    days.some(({ day }) => day.state === state),
  );
  const hasUnknown = days.some(({ changes }) => changes !== undefined && changes.unknown.length > 0);
  return (
    <ul className={styles.root} aria-label="Signs of the calendar">
      {present.map((look) => (
        <li key={look} className={styles.entry}>
          <span aria-hidden="true">
            <CellSign cell={{ look, text: "", words: "" }} />
          </span>
          {legends[look]}
        </li>
      ))}
      {hasUnknown && (
        <li className={styles.entry}>striped or “?”: unknown, for that day’s snapshot does not hold all of the type</li>
      )}
      {days.some(({ events }) => events.length > 0) && (
        <li className={styles.entry}>
          <span aria-hidden="true">
            <CellSign cell={{ look: "mark", text: "1", words: "" }} />
          </span>
          in the audit log: how many that day
        </li>
      )}
      {more > 0 && (
        <li className={styles.entry}>{countOf(more, "earlier record is", "earlier records are")} not marked</li>
      )}
    </ul>
  );
}
