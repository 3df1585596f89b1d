// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

const at = "#/settings/retention";

async function type(label: string, value: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
}

it("says why snapshots stay, and first of all which would go", async () => {
  showApp({ snapshots: 4 }, at);
  const [, first, second] = within(await screen.findByRole("table", { name: "What stays" })).getAllByRole("row");
  expect(first?.textContent).toContain("#1");
  expect(first?.textContent).toContain("Would go");
  expect(second?.textContent).toContain("#4");
  expect(second?.textContent).toContain("Inside the floor, best of its day");
});

it("saves the rules and says from when on they hold", async () => {
  const bridge = showApp({}, at);
  await type("Floor (days)", "60");
  await press("Save");
  await screen.findByText(/^Saved/u);
  expect(lastInput(bridge, "retention.set")).toEqual({ daily: 90, weekly: 52, monthly: 36, floorDays: 60 });
});

it.each(["29", "3651", "", "45.5"])("does not save a floor of “%s” and says what would do", async (value) => {
  const bridge = showApp({}, at);
  await type("Floor (days)", value);
  await screen.findByText("A whole number from 30 to 3,650.");
  await press("Save");
  expect(lastInput(bridge, "retention.set")).toBeUndefined();
});

it("tells that a lowered floor goes on to bind", async () => {
  showApp({}, at);
  await type("Floor (days)", "60");
  await press("Save");
  await screen.findByText(/^Saved/u);
  await type("Floor (days)", "40");
  await press("Save");
  await screen.findByText(/lowered to 40 days\. The former one, 60 days, binds/u);
});

it("shows a long timeline in parts", async () => {
  showApp({ snapshots: 200 }, at);
  const table = await screen.findByRole("table", { name: "What stays" });
  expect(within(table).getAllByRole("row")).toHaveLength(31);
  await press("Show all 200");
  const [, ...rows] = within(screen.getByRole("table", { name: "What stays" })).getAllByRole("row");
  expect(rows).toHaveLength(200);
  // Each number once, as in a vault: React would leave rows out otherwise.
  expect(new Set(rows.map((row) => row.querySelector("td")?.textContent)).size).toBe(200);
});

it("says that there is no snapshot yet", async () => {
  showApp({ snapshots: 0 }, at);
  await screen.findByText(/There is no snapshot yet/u);
});

it("gives an error and a way to try again", async () => {
  const error = { code: "VAULT_ALTERED", message: "Restore the vault from a copy.", retryable: false } as const;
  showApp({ refuse: { "retention.describe": error } }, at);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Restore the vault");
  within(alert).getByRole("button", { name: "Try again" });
});
