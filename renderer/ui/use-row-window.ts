import { type RefObject, useEffect, useLayoutEffect, useReducer, useState } from "react";
import { flushSync } from "react-dom";
import { type PlacedRow, RowPlaces } from "./row-places.ts";

/** So many rows beyond either edge exist too: the browser scrolls by itself, and draws before it asks. */
const beyond = 8;
/** Without scrolling for so long, the rows are put in order. */
const restMs = 150;

export interface RowWindowOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  readonly rowHeight: number;
  /** What stands above the rows and stays there. */
  readonly headHeight: number;
  /** Exists wherever it is: screen readers need the row that the keys are at. */
  readonly active: number;
  /** The row at the top to begin with. */
  readonly start: number;
}

export interface RowWindow {
  readonly placed: readonly PlacedRow[];
  /** The first and the last row on the screen. */
  readonly first: number;
  readonly last: number;
  /** Scrolls as little as it takes to see the row. */
  readonly reveal: (row: number) => void;
}

/** The rows of a list of equal heights that are on the screen: no row that is elsewhere costs anything. */
export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { element, rowCount, rowHeight, headHeight, active } = options;
  const seen = useSeenRows(options);
  const [places] = useState(() => new RowPlaces());
  const last = Math.min(seen.last, rowCount - 1);
  const first = Math.max(0, Math.min(seen.first, last - (seen.last - seen.first)));
  const placed = places.stand(seen.last < 0 ? [] : rowsToDraw(first, last, rowCount, active));
  useTidying(places, placed);
  const reveal = (row: number) => {
    const grid = element.current;
    if (grid === null) return;
    const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight + headHeight];
    if (top < grid.scrollTop) grid.scrollTo({ top });
    else if (bottom > grid.scrollTop + grid.clientHeight) grid.scrollTo({ top: bottom - grid.clientHeight });
    // In a short window the page scrolls too, and may show only the list's head.
    grid.scrollIntoView({ block: "nearest" });
  };
  return { placed, first, last: Math.max(0, last), reveal };
}

interface SeenRows {
  readonly first: number;
  readonly last: number;
}

/** What the element shows, as if the list had no end. */
function useSeenRows({ element, rowHeight, headHeight, start }: RowWindowOptions): SeenRows {
  const [seen, setSeen] = useState<SeenRows>({ first: 0, last: -1 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins at a row once, and goes its own way from there
  useLayoutEffect(() => {
    if (element.current !== null && start > 0) element.current.scrollTop = start * rowHeight;
  }, []);
  useLayoutEffect(() => {
    const grid = element.current;
    if (grid === null) return;
    const look = () => {
      const first = Math.floor(grid.scrollTop / rowHeight);
      const last = Math.floor((grid.scrollTop + grid.clientHeight - headHeight - 1) / rowHeight);
      setSeen((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    // In the frame that was scrolled in: otherwise it would be painted once without the rows that come.
    const scrolled = () => flushSync(look);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(grid);
    grid.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      observer.disconnect();
      grid.removeEventListener("scroll", scrolled);
    };
  }, [element, rowHeight, headHeight]);
  return seen;
}

function useTidying(places: RowPlaces, placed: readonly PlacedRow[]): void {
  const [, drawAnew] = useReducer((round: number) => round + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each drawing with other rows begins the rest anew
  useEffect(() => {
    const timer = setTimeout(() => places.tidy() && drawAnew(), restMs);
    return () => clearTimeout(timer);
  }, [places, placed]);
}

function rowsToDraw(first: number, last: number, rowCount: number, active: number): readonly number[] {
  const from = Math.max(0, first - beyond);
  const to = Math.min(last + beyond, rowCount - 1);
  const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  if (active >= rowCount || (active >= from && active <= to)) return rows;
  return active < from ? [active, ...rows] : [...rows, active];
}
