import { useEffect } from "react";
import { usePreferences } from "../cache/use-preferences.tsx";
import { useLatest } from "../ui/use-latest.ts";
import type { Command } from "./command.ts";
import { isCharacter, isPressed } from "./key-combination.ts";

/** The one key that works everywhere, as somebody may look at the screen already. */
const everywhere = "window.incident-room";

/** Listens for the keys of commands. Not while somebody types, and not behind a dialog. */
export function useShortcuts(commands: () => readonly Command[]): void {
  const { characterKeys } = usePreferences().preferences;
  const hear = useLatest((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat) return;
    const busy = isTyping(event.target) || document.querySelector("[aria-modal='true']") !== null;
    const asked = commands().find(
      ({ id, keys }) =>
        keys !== undefined &&
        isPressed(keys, event) &&
        (!busy || id === everywhere) &&
        (characterKeys || !isCharacter(keys)),
    );
    if (asked === undefined) return;
    event.preventDefault();
    asked.run();
  });
  useEffect(() => {
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [hear]);
}

const untypedInputs: ReadonlySet<string> = new Set(["button", "checkbox", "file", "radio", "range", "reset", "submit"]);

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !untypedInputs.has(target.type);
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("textarea, select") || target.isContentEditable;
}
