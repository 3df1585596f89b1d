// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells can be gone through and opened
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and points at its active cell
import { mergeClasses } from "@fluentui/react-components";
import type { KeyboardEvent } from "react";
import { useId, useState } from "react";
import { CellSign } from "./calendar-cell.tsx";
import type { CalendarDay } from "./calendar-days.ts";
import { daysAfter, midnightOf } from "./calendar-days.ts";
import type { CalendarCell, CalendarRow } from "./calendar-rows.ts";
import { dayWords } from "./day-words.ts";
import { useCalendarStyles } from "./use-calendar-styles.ts";

/** Keys of a grid whose cells are the active descendants. */
const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

interface CalendarGridProps {
  readonly days: readonly CalendarDay[];
  readonly rows: readonly CalendarRow[];
  readonly labelWidth: number;
  readonly now: number;
  /** The day that is shown beneath. */
  readonly chosen: number | undefined;
  readonly onOpen: (day: CalendarDay, cell: CalendarCell) => void;
  /** Goes on beyond the first or the last day; false: there is nothing. */
  readonly onTurn: (direction: -1 | 1) => boolean;
}

/** Days as columns. One tab stop; arrows move inside, Enter opens. A table to screen readers, as it is to the eye. */
export function CalendarGrid({ days, rows, labelWidth, now, chosen, onOpen, onTurn }: CalendarGridProps) {
  const styles = useCalendarStyles();
  const id = useId();
  // By day and row, not by place: rows come with the counts, days with the width and with turning.
  const [active, setActive] = useState<{ readonly key?: string | undefined; readonly start?: number }>({});
  const row = placeOr(
    rows.findIndex(({ key }) => key === active.key),
    0,
  );
  const column = placeOr(
    days.findIndex(({ start }) => start === active.start),
    days.length - 1,
  );
  const today = midnightOf(now);
  const open = (atRow: number, atColumn: number) => {
    const [day, cell] = [days[atColumn], rows[atRow]?.cells[atColumn]];
    if (day === undefined || cell === undefined) return;
    setActive({ key: rows[atRow]?.key, start: day.start });
    onOpen(day, cell);
  };
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) {
      const next = column + step[1];
      const isTurned = (next === -1 && onTurn(-1)) || (next === days.length && onTurn(1));
      const to = isTurned
        ? daysAfter(days[column]?.start ?? today, step[1])
        : (days[within(next, days.length)]?.start ?? today);
      setActive({ key: rows[within(row + step[0], rows.length)]?.key, start: to });
    } else if (event.key === "PageUp") onTurn(-1);
    else if (event.key === "PageDown") onTurn(1);
    else if (event.key === "Enter" || event.key === " ") open(row, column);
    else return;
    event.preventDefault();
  };
  return (
    <table
      role="grid"
      aria-label="Calendar of snapshots and changes"
      aria-activedescendant={`${id}-${row}-${column}`}
      tabIndex={0}
      className={styles.table}
      onKeyDown={press}
    >
      <colgroup>
        <col style={{ width: `${labelWidth}px` }} />
        <col span={days.length} />
      </colgroup>
      <thead>
        <tr>
          <td />
          {monthsOf(days).map(({ start, length }) =>
            length > 3 ? (
              <th key={start} scope="colgroup" colSpan={length} className={styles.month}>
                {dayWords.month(start)}
              </th>
            ) : (
              <td key={start} colSpan={length} />
            ),
          )}
        </tr>
        <tr>
          <td />
          {days.map(({ start }) => (
            <th
              key={start}
              scope="col"
              abbr={dayWords.long(start)}
              title={dayWords.long(start)}
              className={mergeClasses(styles.day, start === today && styles.today)}
              {...(start === today ? { "aria-current": "date" } : {})}
            >
              <span className={styles.weekday}>{dayWords.weekday(start)}</span>
              {new Date(start).getDate()}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, cells, bars }, atRow) => (
          <tr key={key} className={mergeClasses(isFirstOfSection(rows, atRow) && styles.section)}>
            <th scope="row" className={styles.label} title={label}>
              {label}
            </th>
            {cells.map((cell, atColumn) => {
              const start = days[atColumn]?.start ?? 0;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys for its active cell
                <td
                  key={start}
                  id={`${id}-${atRow}-${atColumn}`}
                  role="gridcell"
                  aria-label={cell.words}
                  title={cell.words}
                  data-active={atRow === row && atColumn === column}
                  className={mergeClasses(
                    styles.cell,
                    bars === true && styles.barCell,
                    new Date(start).getDay() === 1 && styles.monday,
                    start === chosen && styles.chosen,
                    cell.look === "unknown" && styles.unknown,
                  )}
                  onClick={() => open(atRow, atColumn)}
                >
                  <span aria-hidden="true" className={styles.content}>
                    <CellSign cell={cell} />
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function placeOr(place: number, otherwise: number): number {
  return place < 0 ? otherwise : place;
}

function within(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}

/** The snapshots stand apart from what the audit log says, and that from the changes. */
function isFirstOfSection(rows: readonly CalendarRow[], at: number): boolean {
  return at === 1 || rows[at]?.bars === true;
}

function monthsOf(days: readonly CalendarDay[]): readonly { readonly start: number; readonly length: number }[] {
  const months = Map.groupBy(days, ({ start }) => new Date(start).getFullYear() * 12 + new Date(start).getMonth());
  return [...months.values()].map((own) => ({ start: own[0]?.start ?? 0, length: own.length }));
}
