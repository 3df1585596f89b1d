// @vitest-environment jsdom
import "../testing/set-up-window.ts";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { press, pressWhenOn, showApp } from "../testing/show-app.tsx";

async function beginSnapshotAndLeave(options: Parameters<typeof showApp>[0]): Promise<void> {
  showApp(options, "#/timeline");
  await press("Take snapshot now");
  window.location.hash = "#/history";
  await screen.findByRole("heading", { level: 1, name: "History" });
}

it("goes on with a snapshot in the background, shows how far it is, and says when it is taken", async () => {
  await beginSnapshotAndLeave({ workMs: 1500 });
  const area = await screen.findByRole("region", { name: "Work under way" });
  expect(area.textContent).toMatch(/of 1,200.*a second.*left/u);
  expect(await screen.findByText("The snapshot is taken")).toBeTruthy();
  fireEvent.click(screen.getByRole("link", { name: "Show it" }));
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
});

it("does not say that a recovery has ended which came to hold after the person had left", async () => {
  showApp({ rows: 3, workMs: 1500 }, "#/report/3/4");
  for (const name of ["Recover 3 changes…", "Make the plan", "Continue"]) await pressWhenOn(name);
  fireEvent.change(await screen.findByRole("textbox", { name: /Type the tenant/u }), { target: { value: "RECOVER" } });
  await press("Recover now");
  await press("Pause");
  window.location.hash = "#/history";
  expect(await screen.findAllByText("The recovery is paused")).toHaveLength(1);
});

it("says nothing to who was taken to the report that they asked for", async () => {
  showApp({ workMs: 20 }, "#/timeline");
  await press("What changed since snapshot 3");
  await screen.findByRole("grid", { name: "Changes" });
  await waitFor(() => expect(window.location.hash).not.toContain("now"));
  expect(screen.queryByText("The report is ready")).toBeNull();
});

it("says what failed to who has gone elsewhere, and nothing twice to who has stayed", async () => {
  const refuse = { code: "TENANT_UNREACHABLE", message: "Check the network.", retryable: true } as const;
  showApp({ refuse: { "timeline.capture": refuse } }, "#/timeline");
  await press("Take snapshot now");
  expect(await screen.findAllByText("Check the network.")).toHaveLength(1);
  expect(screen.queryByText("It did not work")).toBeNull();
});
