import type { ReactNode } from "react";
import { createContext, use, useCallback, useEffect, useMemo, useState } from "react";
import { usePreferences } from "../cache/use-preferences.tsx";
import type { IncidentRoom } from "../features/incident/use-incident-room.ts";
import type { Command } from "./command.ts";
import { CommandPalette } from "./command-palette.tsx";
import { pageCommands } from "./page-commands.ts";
import { shortcuts } from "./shortcuts.ts";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { useWindowCommands } from "./use-window-commands.ts";

const mostRecent = 5;

interface Center {
  readonly showCommands: () => void;
}

const CenterContext = createContext<Center>({ showCommands: () => undefined });

/** Runs commands by name (Ctrl+K) and by key, and says which there are. */
export function CommandCenter({ room, children }: { readonly room: IncidentRoom; readonly children: ReactNode }) {
  const { preferences, prefer } = usePreferences();
  const [shown, setShown] = useState<"commands" | "shortcuts">();
  const [chosen, setChosen] = useState<Command>();
  const showCommands = useCallback(() => setShown("commands"), []);
  const hide = () => setShown(undefined);
  const windowCommands = useWindowCommands(room, () => setShown("shortcuts"));
  const open: Command = {
    id: "window.commands",
    label: "Find a command",
    group: "Window",
    keys: shortcuts["window.commands"],
    run: showCommands,
  };
  const all = () => [...pageCommands(), ...windowCommands];
  useShortcuts(() => [open, ...all()]);
  // Once the palette is gone and has given the focus back: the command may want to have it.
  useEffect(() => chosen?.run(), [chosen]);
  const choose = (command: Command) => {
    const { recentCommands } = preferences;
    prefer({ recentCommands: [command.id, ...recentCommands.filter((id) => id !== command.id)].slice(0, mostRecent) });
    hide();
    setChosen({ ...command });
  };
  const center = useMemo(() => ({ showCommands }), [showCommands]);
  return (
    <CenterContext value={center}>
      {children}
      {shown === "commands" && (
        <CommandPalette commands={all()} recent={preferences.recentCommands} onChoose={choose} onClose={hide} />
      )}
      {shown === "shortcuts" && <ShortcutsDialog commands={[open, ...windowCommands]} onClose={hide} />}
    </CenterContext>
  );
}

export function useCommandCenter(): Center {
  return use(CenterContext);
}
