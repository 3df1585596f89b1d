// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

const at = "#/settings/schedule";

it("takes nothing by itself until somebody chooses an hour, and then says when", async () => {
  const bridge = showApp({}, at);
  await screen.findByText("No snapshot is taken by itself.");
  fireEvent.click(await screen.findByRole("switch", { name: "Take a snapshot every day" }));
  fireEvent.change(screen.getByRole("combobox", { name: "Hour" }), { target: { value: "3" } });
  await press("Save");
  await screen.findByText(/^Saved/u);
  expect(lastInput(bridge, "schedule.write")).toEqual({ daily: true, hour: 3 });
  await screen.findByText(/The next one is due/u);
});

it("saves nothing that is as it was", async () => {
  const bridge = showApp({}, at);
  await screen.findByText("No snapshot is taken by itself.");
  await press("Save");
  expect(lastInput(bridge, "schedule.write")).toBeUndefined();
});

it("says that it is overdue, what was wrong, and which days have none", async () => {
  const problem = "Nobody is signed in. Sign in again.";
  const [from, to] = ["2026-05-01T10:00:00.000Z", "2026-05-03T10:00:00.000Z"];
  showApp(
    {
      schedule: {
        settings: { daily: true, hour: 12 },
        nextAt: "2026-05-04T10:00:00.000Z",
        retryAt: "2026-05-04T16:00:00.000Z",
        failures: 3,
        last: { at: "2026-05-04T10:05:00.000Z", outcome: "failed", problem },
        absences: [{ from, to, count: 3, reason: "The vault was locked." }],
      },
    },
    at,
  );
  await screen.findByText("Overdue");
  await screen.findByText("Failed 3 times");
  await screen.findByText(new RegExp(problem, "u"));
  const [, row] = within(await screen.findByRole("table", { name: "Days without a snapshot" })).getAllByRole("row");
  expect(row?.textContent).toContain("3The vault was locked.");
});

it("says what a snapshot that was taken had to tell", async () => {
  const last = {
    at: "2026-05-04T10:05:00.000Z",
    outcome: "taken",
    problem: null,
    notes: ["The clock is behind."],
  } as const;
  const settings = { daily: true, hour: 12 };
  showApp({ schedule: { settings, nextAt: null, retryAt: null, failures: 0, last, absences: [] } }, at);
  await screen.findByText("What it had to tell");
  await screen.findByText("The clock is behind.");
});

it("gives an error and a way to try again", async () => {
  const error = { code: "VAULT_ALTERED", message: "Restore the vault from a copy.", retryable: false } as const;
  showApp({ refuse: { "schedule.read": error } }, at);
  within(await screen.findByRole("alert")).getByRole("button", { name: "Try again" });
});
