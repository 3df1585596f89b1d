import { mergeClasses } from "@fluentui/react-components";
import { Checkmark12Regular } from "@fluentui/react-icons/svg/checkmark";
import type { CalendarCell } from "./calendar-rows.ts";
import { useCalendarStyles } from "./use-calendar-styles.ts";

/** The highest bar; above it there is room for its number. */
const barHeight = 44;

/** What stands in one cell of the calendar. The words for it are the cell's own label. */
export function CellSign({ cell: { look, text, height } }: { readonly cell: CalendarCell }) {
  const styles = useCalendarStyles();
  switch (look) {
    case "complete":
      return <span className={mergeClasses(styles.sign, styles.complete)}>{text || <Checkmark12Regular />}</span>;
    case "partial":
      return <span className={mergeClasses(styles.sign, styles.partial)}>!</span>;
    case "missing":
      return <span className={mergeClasses(styles.sign, styles.missing)}>×</span>;
    case "thinned":
      return <span className={mergeClasses(styles.sign, styles.thinned)}>·</span>;
    case "waiting":
      return <span className={mergeClasses(styles.sign, styles.waiting)} />;
    case "counting":
      return <span className={styles.counting}>…</span>;
    case "mark":
      return <span className={styles.mark}>{text}</span>;
    case "count":
      return (
        <>
          <span className={mergeClasses(styles.number, styles.count)}>{text}</span>
          {height !== undefined && (
            <span className={styles.bar} style={{ height: `${Math.max(3, Math.round(height * barHeight))}px` }} />
          )}
        </>
      );
    default:
      return text === "" ? null : <span className={styles.number}>{text}</span>;
  }
}
