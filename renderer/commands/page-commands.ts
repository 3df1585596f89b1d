import type { Command } from "./command.ts";
import { ariaKeysOf } from "./key-combination.ts";
import { shortcutOf } from "./shortcuts.ts";

/**
 * Makes a button (or a search field) of a screen a command: what it is called, whether it can be pressed now and what it does are said
 * once, by itself. Never for anything that writes to a tenant.
 */
export function commandProps(id: string): { readonly "data-command": string; readonly "aria-keyshortcuts"?: string } {
  const keys = shortcutOf(id);
  return { "data-command": id, ...(keys === undefined ? {} : { "aria-keyshortcuts": ariaKeysOf(keys) }) };
}

/** The commands of the screen as it is now: those that can be pressed. */
export function pageCommands(): readonly Command[] {
  const elements = document.querySelectorAll<HTMLElement>("#content [data-command]");
  return [...elements].filter(canBeUsed).map((element) => {
    const id = element.dataset.command ?? "";
    return { id, label: nameOf(element), group: "This screen", keys: shortcutOf(id), run: () => use(element) };
  });
}

function canBeUsed(element: HTMLElement): boolean {
  return !element.matches(":disabled, [aria-disabled='true']") && element.closest("[hidden]") === null;
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
}

function use(element: HTMLElement): void {
  element.focus();
  if (!(element instanceof HTMLInputElement)) element.click();
}
