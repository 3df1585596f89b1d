// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, pressWhenOn, showApp } from "../../testing/show-app.tsx";

it("tells of snapshots with who took them and how complete they are, and of a check that is made here", async () => {
  showApp({}, "#/history");
  fireEvent.click(await screen.findByRole("tab", { name: "Snapshots" }));
  const table = await screen.findByRole("table", { name: "Snapshots" });
  expect(within(table).getAllByRole("link", { name: /^Look into snapshot / }).length).toBeGreaterThan(2);
  await press("Check the vault");
  const checks = await screen.findByRole("table", { name: "Checks and exports" });
  expect(within(checks).getAllByText("Proven")).toHaveLength(1);
});

it("exports a snapshot for who knows a passphrase, typed twice the same, and says where it is", async () => {
  const bridge = showApp({}, "#/timeline");
  await press("Export… snapshot 3");
  const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await screen.findByLabelText(/^Passphrase of this export/u);
  type(/^Passphrase of this export/u, "a colleague knows it");
  type(/^The same again/u, "a colleague knows");
  await screen.findByText("The two are not the same.");
  fireEvent.click(screen.getByRole("button", { name: "Export", hidden: true }));
  expect(lastInput(bridge, "vault.export")).toBeUndefined();
  type(/^The same again/u, "a colleague knows it");
  await press("Export");
  await screen.findByText(/reinstate-snapshot-3\.age/u);
  expect(lastInput(bridge, "vault.export")).toEqual({ snapshot: 3, lock: { passphrase: "a colleague knows it" } });
});

it("pauses a job that is looked at while it runs, shows that it holds, and does the same when it goes on", async () => {
  const bridge = showApp({ rows: 3, applyMs: 20_000 }, "#/report/3/4");
  for (const name of ["Recover 3 changes…", "Make the plan", "Continue"]) await pressWhenOn(name);
  fireEvent.change(await screen.findByRole("textbox", { name: /Type the tenant/u }), { target: { value: "RECOVER" } });
  await press("Recover now");
  await screen.findByRole("heading", { level: 1, name: "Putting things back" });
  window.location.hash = "#/history/job1-0000";
  await screen.findByRole("heading", { level: 1, name: "Recovery: running" });
  const pauseOnPage = async () => {
    const pause = await within(screen.getByRole("main")).findByRole("button", { name: "Pause" });
    fireEvent.click(pause);
    await screen.findByText("Pausing after the step under way…");
    await screen.findByText("It is paused");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Pause" })).toBeNull());
  };
  await pauseOnPage();
  expect(lastInput(bridge, "recovery.pause")).toEqual({ planId: "plan-1" });
  screen.getByRole("heading", { level: 1, name: "Recovery: paused" });
  await press("Resume");
  await pauseOnPage();
  expect(bridge.calls.filter(({ method }) => method === "recovery.pause")).toHaveLength(2);
});

it("says of a step to which no answer came that nobody can tell who wrote it", async () => {
  showApp({ rows: 3, unheard: ["s2"] }, "#/report/3/4");
  for (const name of ["Recover 3 changes…", "Make the plan", "Continue"]) await pressWhenOn(name);
  fireEvent.change(await screen.findByRole("textbox", { name: /Type the tenant/u }), { target: { value: "RECOVER" } });
  await press("Recover now");
  await screen.findByText(/nobody can tell whether it or somebody else wrote that/u);
  screen.getByRole("button", { name: "Applied 2" });
  await press("In doubt 1");
  expect(within(screen.getByRole("grid", { name: "Outcomes of the steps" })).getAllByRole("row")).toHaveLength(2);
});
