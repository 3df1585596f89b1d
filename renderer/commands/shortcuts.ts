import type { KeyCombination } from "./key-combination.ts";

/** Every key of the window outside of lists, by the command that it stands for. None is a browser's, Electron's or a screen reader's. */
export const shortcuts = {
  "window.commands": "Mod+K",
  "window.shortcuts": "?",
  "window.incident-room": "F8",
  "window.lock": "Alt+L",
  "go.timeline": "Alt+1",
  "go.explorer": "Alt+2",
  "go.report": "Alt+3",
  "go.recovery": "Alt+4",
  "go.history": "Alt+5",
  "go.settings": "Alt+6",
  "go.incident": "Alt+7",
  "page.search": "Alt+S",
  "timeline.capture": "Alt+N",
} as const satisfies Readonly<Record<string, KeyCombination>>;

export function shortcutOf(id: string): KeyCombination | undefined {
  return (shortcuts as Readonly<Record<string, KeyCombination>>)[id];
}

/** What the keys do inside of lists; each list sees to it itself. */
export const listKeys = [
  { keys: ["↑", "↓"], does: "Previous and next row" },
  { keys: ["Page Up", "Page Down"], does: "A page further" },
  { keys: ["Home", "End"], does: "First and last row" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["Space"], does: "Select the row; with Shift and an arrow, more of them" },
  { keys: ["Ctrl", "A"], does: "Select all rows" },
  { keys: ["Ctrl", "C"], does: "Copy the selected changes, or the row" },
  { keys: ["Esc"], does: "Close what is open beside the list" },
] as const;
