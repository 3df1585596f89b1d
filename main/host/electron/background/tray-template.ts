import type { MenuItemConstructorOptions } from "electron";
import type { BackgroundState } from "../../../../preload/contract/notices.ts";
import { stateLine } from "../../../notices/state-line.ts";
import type { MenuActions } from "../window/menu-template.ts";

export interface TraySight {
  /** Undefined: the engine has not said anything yet. */
  readonly state: BackgroundState | undefined;
  readonly isWorking: boolean;
  /** Of the wall, in milliseconds. */
  readonly now: number;
  readonly timeZone?: string;
}

/** How it stands, and what can be done from there (pure). */
export function trayTemplate(sight: TraySight, actions: MenuActions): MenuItemConstructorOptions[] {
  const isOpen = sight.state?.session === "open";
  return [
    { label: "Open Reinstate", click: () => actions.open("") },
    { type: "separator" },
    ...trayLines(sight).map((label) => ({ label, enabled: false })),
    { type: "separator" },
    { label: "Take a Snapshot Now", enabled: isOpen && !sight.isWorking, click: actions.capture },
    { label: "Lock", enabled: isOpen, click: actions.lock },
    { type: "separator" },
    { label: "Quit", click: actions.quit },
  ];
}

/** The same for the tooltip. */
export function trayLines({ state, isWorking, now, timeZone }: TraySight): readonly string[] {
  if (state === undefined) return ["Starting"];
  const { attention } = state;
  const things = attention === 1 ? "1 thing needs attention" : `${attention} things need attention`;
  return [
    stateLine(state, now, timeZone),
    ...(isWorking ? ["Work is under way"] : []),
    ...(attention > 0 ? [things] : []),
  ];
}
