import type { KeyboardEvent } from "react";

interface GridKeys {
  readonly active: number;
  readonly rowCount: number;
  /** Rows that fit on the screen, for Page Up and Page Down. */
  readonly page: number;
  readonly move: (index: number) => void;
  readonly tick?: ((index: number, extend: boolean) => void) | undefined;
  readonly tickAll?: (() => void) | undefined;
  readonly open: (index: number) => void;
  /** Puts what is ticked, or else this row, on the clipboard. */
  readonly copy?: ((index: number) => void) | undefined;
  /** Opens or closes a heading; does nothing on other rows. Absent where there are none. */
  readonly fold?: ((index: number, open?: boolean) => void) | undefined;
}

/** Keys of a grid whose rows are the active descendants: arrows (left and right for headings), Home, End, pages, Space, Enter, Ctrl+A, Ctrl+C. */
export function handleGridKey(event: KeyboardEvent<HTMLElement>, keys: GridKeys): void {
  // Keys of a button in the header belong to that button.
  if (event.target !== event.currentTarget || keys.rowCount === 0) return;
  const destination = destinationOf(event.key, keys);
  if (destination !== undefined) {
    const index = Math.min(Math.max(destination, 0), keys.rowCount - 1);
    keys.move(index);
    if (event.shiftKey && keys.tick !== undefined) keys.tick(index, true);
  } else if (keys.fold !== undefined && (event.key === "ArrowLeft" || event.key === "ArrowRight"))
    keys.fold(keys.active, event.key === "ArrowRight");
  else if (event.key === "Enter") keys.open(keys.active);
  else if (event.key === " ") (keys.tick ?? keys.open)(keys.active, false);
  else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && keys.tickAll) keys.tickAll();
  else if (keys.copy !== undefined && isCopy(event)) keys.copy(keys.active);
  else return;
  event.preventDefault();
}

/** Text that is marked is copied as text. */
function isCopy(event: KeyboardEvent<HTMLElement>): boolean {
  const marked = window.getSelection()?.toString() ?? "";
  return event.key.toLowerCase() === "c" && (event.ctrlKey || event.metaKey) && !event.shiftKey && marked === "";
}

function destinationOf(key: string, { active, rowCount, page }: GridKeys): number | undefined {
  switch (key) {
    case "ArrowDown":
      return active + 1;
    case "ArrowUp":
      return active - 1;
    case "PageDown":
      return active + page;
    case "PageUp":
      return active - page;
    case "Home":
      return 0;
    case "End":
      return rowCount - 1;
    default:
      return undefined;
  }
}
