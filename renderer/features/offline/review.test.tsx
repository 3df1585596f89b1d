// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, showApp, tick } from "../../testing/show-app.tsx";

/** Also while jsdom still hides what lay behind a dialog; see press(). */
const banner = () => screen.findByRole("region", { name: "Offline review", hidden: true });

it("opens an export from the first start, says whose and when, and forgets it", async () => {
  const bridge = showApp({ state: "none" });
  await press("Open an export…");
  const field = await screen.findByLabelText(/Passphrase of the export/u);
  fireEvent.change(field, { target: { value: "wrong" } });
  await press("Open to review");
  expect(await screen.findByText(/does not open this export/u)).toBeTruthy();
  fireEvent.change(field, { target: { value: "of the export" } });
  await press("Open to review");
  const shown = await banner();
  expect(shown.textContent).toContain("Contoso Ltd");
  expect(within(shown).getByTitle(/UTC/u)).toBeTruthy();
  expect(lastInput(bridge, "review.open")).toEqual({ file: "offered-1", opener: { passphrase: "of the export" } });
  await press("Close and forget");
  await screen.findByRole("heading", { name: "Welcome to Reinstate", hidden: true });
  expect(screen.queryByText(/closed because nobody used it/u)).toBeNull();
});

it("opens one that the system handed over with the key of one of its readers", async () => {
  const bridge = showApp({ state: "none", offered: true, exportLock: "keys" });
  await screen.findByText("contoso-17.age");
  await press("Choose identity file…");
  await screen.findByText("key.txt");
  await press("Open to review");
  await banner();
  expect(lastInput(bridge, "review.open")).toEqual({ file: "offered-1", opener: { identity: "identity-1" } });
});

it("offers nothing that captures, puts back or sets, on any screen", async () => {
  showApp({ review: 2 });
  await banner();
  expect(await screen.findAllByRole("checkbox", { name: /^Select snapshot/u })).toHaveLength(2);
  for (const name of [/Take snapshot/u, /What changed since/u, /Compare with now/u, "Lock"])
    expect(screen.queryByRole("button", { name })).toBeNull();
  for (const name of ["Recovery", "History", "Settings"]) expect(screen.queryByRole("link", { name })).toBeNull();
  await tick("Select snapshot 1");
  await tick("Select snapshot 2");
  await press("Compare");
  await screen.findByRole("heading", { name: "What changed" });
  await screen.findByRole("button", { name: "Save report" });
  expect(screen.queryByRole("button", { name: /^Recover/u })).toBeNull();
  window.location.hash = "#/recovery";
  await screen.findByText("An export is only looked at");
});

it("says what is proven, and compares a record's id that is known from elsewhere", async () => {
  showApp({ review: 2 });
  await press("Proven: see how");
  const dialog = await screen.findByRole("dialog", { name: "What is proven", hidden: true });
  expect(dialog.textContent).toContain("names the one above as the snapshot right before it");
  const known = within(dialog).getByLabelText(/that you have from elsewhere/u);
  fireEvent.change(known, { target: { value: "2".padStart(64, "0") } });
  expect(dialog.textContent).toContain("the very snapshot you know");
  fireEvent.change(known, { target: { value: "f".repeat(64) } });
  expect(dialog.textContent).toContain("Do not rely on them");
});

it("says why a file is no export", async () => {
  const error = { code: "IMPORT_INVALID", message: "This is a ZIP archive.", retryable: false } as const;
  showApp({ state: "none", refuse: { "review.choose": error } });
  await press("Open an export…");
  await screen.findByText("This is a ZIP archive.");
  await press("Cancel");
});
