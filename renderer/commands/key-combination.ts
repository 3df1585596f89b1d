/** "Mod+K", "Alt+1", "F8" or one character. Mod: Ctrl, on a Mac the command key. Letters and digits go by their place on the keyboard. */
export type KeyCombination = string;

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

export const isMac = /Mac/u.test(navigator.platform);

export function isPressed(combination: KeyCombination, event: Pressed, mac = isMac): boolean {
  if (isCharacter(combination)) return event.key === combination && !event.ctrlKey && !event.metaKey && !event.altKey;
  const { modifiers, last } = partsOf(combination);
  const mod = modifiers.includes("Mod");
  return (
    (event.code === codeOf(last) || event.key === last) &&
    event.ctrlKey === (mod && !mac) &&
    event.metaKey === (mod && mac) &&
    event.altKey === modifiers.includes("Alt") &&
    !event.shiftKey
  );
}

/** As it stands on the keys: "Ctrl", "K". */
export function keysOf(combination: KeyCombination, mac = isMac): readonly string[] {
  if (isCharacter(combination)) return [combination];
  const words = mac ? { Mod: "⌘", Alt: "⌥" } : { Mod: "Ctrl", Alt: "Alt" };
  return combination.split("+").map((part) => words[part as keyof typeof words] ?? part);
}

export function wordsOf(combination: KeyCombination, mac = isMac): string {
  return keysOf(combination, mac).join("+");
}

/** For `aria-keyshortcuts`. */
export function ariaKeysOf(combination: KeyCombination, mac = isMac): string {
  return combination.replace("Mod", mac ? "Meta" : "Control");
}

/** A key that also types something: it is only for people who have not switched such shortcuts off. */
export function isCharacter(combination: KeyCombination): boolean {
  return combination.length === 1;
}

function partsOf(combination: KeyCombination): { readonly modifiers: readonly string[]; readonly last: string } {
  const parts = combination.split("+");
  return { modifiers: parts.slice(0, -1), last: parts.at(-1) ?? "" };
}

function codeOf(key: string): string {
  if (/^[A-Z]$/u.test(key)) return `Key${key}`;
  return /^\d$/u.test(key) ? `Digit${key}` : key;
}
