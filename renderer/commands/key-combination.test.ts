import { expect, it } from "vitest";
import { ariaKeysOf, isPressed, wordsOf } from "./key-combination.ts";

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const ctrlK = { ...none, key: "k", code: "KeyK", ctrlKey: true };

it("hears a combination with exactly its modifiers", () => {
  expect(isPressed("Mod+K", ctrlK, false)).toBe(true);
  expect(isPressed("Mod+K", { ...ctrlK, shiftKey: true }, false)).toBe(false);
  expect(isPressed("Mod+K", { ...ctrlK, altKey: true }, false)).toBe(false);
  expect(isPressed("Mod+K", { ...ctrlK, ctrlKey: false }, false)).toBe(false);
  expect(isPressed("F8", { ...none, key: "F8", code: "F8" }, false)).toBe(true);
});

it("has the command key on a Mac, where option and a digit type something else", () => {
  expect(isPressed("Mod+K", { ...ctrlK, ctrlKey: false, metaKey: true }, true)).toBe(true);
  expect(isPressed("Mod+K", ctrlK, true)).toBe(false);
  expect(isPressed("Alt+1", { ...none, key: "¡", code: "Digit1", altKey: true }, true)).toBe(true);
});

it("hears a character wherever the layout has it", () => {
  expect(isPressed("?", { ...none, key: "?", code: "Minus", shiftKey: true }, false)).toBe(true);
  expect(isPressed("?", { ...none, key: "?", code: "Slash", shiftKey: true, ctrlKey: true }, false)).toBe(false);
});

it("is written as on the keys, and as screen readers want it", () => {
  expect(wordsOf("Mod+K", false)).toBe("Ctrl+K");
  expect(wordsOf("Mod+K", true)).toBe("⌘+K");
  expect(wordsOf("Alt+1", false)).toBe("Alt+1");
  expect(ariaKeysOf("Mod+K", false)).toBe("Control+K");
  expect(ariaKeysOf("Mod+K", true)).toBe("Meta+K");
});
