// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

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
