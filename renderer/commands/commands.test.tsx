// @vitest-environment jsdom
import "../testing/set-up-window.ts";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { press, pressWhenOn, showApp, tick } from "../testing/show-app.tsx";

const ctrlK = { key: "k", code: "KeyK", ctrlKey: true };

/** Opens the palette from wherever the focus is: no key opens it while the one before still goes. */
async function openPalette(): Promise<HTMLElement> {
  return waitFor(() => {
    fireEvent.keyDown(document.activeElement ?? document.body, ctrlK);
    return screen.getByRole("combobox", { name: "Find a command", hidden: true });
  });
}

function optionNames(): readonly string[] {
  return screen.getAllByRole("option", { hidden: true }).map(({ textContent }) => textContent ?? "");
}

it("goes by typed letters and Enter to what they mean, and begins with that the next time", async () => {
  showApp();
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
  fireEvent.change(await openPalette(), { target: { value: "set ret" } });
  expect(optionNames()[0]).toBe("Settings: Retention");
  fireEvent.keyDown(screen.getByRole("combobox", { hidden: true }), { key: "Enter" });
  const heading = await screen.findByRole("heading", { level: 1, name: "Settings" });
  expect(document.activeElement).toBe(heading);
  await openPalette();
  const recent = screen.getByRole("group", { name: "Used last", hidden: true });
  expect(within(recent).getByRole("option", { hidden: true }).textContent).toBe("Settings: Retention");
});

it("marks one command only: what the mouse was moved over is what Enter means, what was scrolled under it is not", async () => {
  showApp();
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
  const field = await openPalette();
  const options = screen.getAllByRole("option", { hidden: true });
  const marked = () => options.flatMap((option, at) => (option.getAttribute("aria-selected") === "true" ? [at] : []));
  const pointed = (at: number) => options[at] as HTMLElement;
  fireEvent.pointerEnter(pointed(3));
  fireEvent.pointerMove(pointed(3), { movementX: 0, movementY: 0 });
  expect(marked()).toEqual([0]);
  fireEvent.pointerMove(pointed(3), { movementX: 0, movementY: 2 });
  expect(marked()).toEqual([3]);
  expect(field.getAttribute("aria-activedescendant")).toBe(pointed(3).id);
  fireEvent.keyDown(field, { key: "ArrowDown" });
  expect(marked()).toEqual([4]);
  // The colours of the mouse alone would be a second mark.
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));
  const ofOption = [...pointed(3).classList];
  expect(rules.filter((rule) => ofOption.some((name) => rule.startsWith(`.${name}:hover`)))).toEqual([]);
});

it("has keys for the places that do nothing while somebody types or a dialog is open", async () => {
  showApp({}, "#/explorer/latest");
  const field = await screen.findByRole("searchbox", { name: "Search this snapshot" });
  const altOne = { key: "1", code: "Digit1", altKey: true };
  for (const pressed of [altOne, ctrlK, { key: "?", code: "Slash", shiftKey: true }]) fireEvent.keyDown(field, pressed);
  expect(screen.queryByRole("dialog", { hidden: true })).toBeNull();
  expect(window.location.hash).toBe("#/explorer/latest");
  fireEvent.keyDown(document.body, { key: "?", code: "Slash", shiftKey: true });
  const dialog = await screen.findByRole("dialog", { name: "Keyboard shortcuts", hidden: true });
  expect(within(dialog).getByText("Timeline").textContent).toBe("TimelineAlt1");
  fireEvent.keyDown(document.body, altOne);
  expect(window.location.hash).toBe("#/explorer/latest");
  await press("Close");
  fireEvent.keyDown(document.body, { key: "s", code: "KeyS", altKey: true });
  expect(document.activeElement).toBe(field);
  fireEvent.keyDown(document.body, altOne);
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
});

it("has no command that writes, not even where a plan is one press away from the tenant", async () => {
  const bridge = showApp({ rows: 40, snapshots: 5 }, "#/report/3/4");
  await press(/^Recover /u);
  await pressWhenOn("Make the plan");
  await tick("I have read this and want to go on");
  await press("Continue");
  fireEvent.change(await screen.findByRole("textbox", { name: /Type the tenant/u }), { target: { value: "RECOVER" } });
  (document.activeElement as HTMLElement).blur();
  await openPalette();
  expect(optionNames()).toContain("Back");
  expect(optionNames().filter((name) => /recover |undo|resume|apply|write|delete|remove/iu.test(name))).toEqual([]);
  expect(bridge.calls.some(({ method }) => method === "recovery.apply")).toBe(false);
});
