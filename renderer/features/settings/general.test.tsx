// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

const at = "#/settings/general";
const share = "Share of the limits (percent)";
const deletions = "Deletions without a warning";
const lock = "Lock after (minutes)";

async function type(label: string, value: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
}

it("shows the share of the limits and the time until it locks, and saves only what was changed", async () => {
  const bridge = showApp({}, at);
  expect(await screen.findByLabelText(share)).toHaveProperty("value", "80");
  expect(screen.getByLabelText(lock)).toHaveProperty("value", "15");
  await type(share, "50");
  await press("Save");
  await screen.findByText(/^Saved\./u);
  expect(lastInput(bridge, "session.allowance.set")).toEqual({ percent: 50 });
  expect(lastInput(bridge, "session.idle.set")).toBeUndefined();
  expect(lastInput(bridge, "session.deletions.set")).toBeUndefined();
  expect(screen.getByLabelText(deletions)).toHaveProperty("value", "10");
  await type(deletions, "0");
  await type(lock, "0");
  await press("Save");
  await screen.findByText(/^Saved\./u);
  expect(lastInput(bridge, "session.idle.set")).toEqual({ minutes: 0 });
  expect(lastInput(bridge, "session.deletions.set")).toEqual({ most: 0 });
  expect(screen.getByLabelText(share)).toHaveProperty("value", "50");
});

it.each([
  [share, "4", "A whole number from 5 to 100."],
  [share, "101", "A whole number from 5 to 100."],
  [deletions, "10001", "A whole number from 0 to 10000."],
  [lock, "241", "A whole number from 0 to 240."],
  [lock, "", "A whole number from 0 to 240."],
])("does not save %s of “%s” and says what would do", async (label, value, problem) => {
  const bridge = showApp({}, at);
  await type(label, value);
  await screen.findByText(problem);
  await press("Save");
  expect(lastInput(bridge, "session.allowance.set")).toBeUndefined();
  expect(lastInput(bridge, "session.idle.set")).toBeUndefined();
  expect(lastInput(bridge, "session.deletions.set")).toBeUndefined();
  await press("Discard changes");
  expect(screen.queryByText(problem)).toBeNull();
});

it("says why what was not kept was not, and shows nothing as saved", async () => {
  const error = {
    code: "DISK_FULL",
    message: "The disk is full. Make room, then save again.",
    retryable: true,
  } as const;
  showApp({ refuse: { "session.allowance.set": error } }, at);
  await type(share, "60");
  await press("Save");
  expect((await screen.findByRole("alert")).textContent).toContain(error.message);
  expect(screen.queryByText(/^Saved\./u)).toBeNull();
  expect(screen.getByLabelText(share)).toHaveProperty("value", "60");
});

it("gives an error and a way to try again", async () => {
  const error = { code: "VAULT_ALTERED", message: "Restore the vault from a copy.", retryable: false } as const;
  showApp({ refuse: { "session.idle.describe": error } }, at);
  within(await screen.findByRole("alert")).getByRole("button", { name: "Try again" });
});
