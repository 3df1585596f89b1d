// @vitest-environment jsdom
import "../testing/set-up-window.ts";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, pressWhenOn, showApp } from "../testing/show-app.tsx";

async function beginSnapshotAndLeave(options: Parameters<typeof showApp>[0]): Promise<void> {
  showApp(options, "#/timeline");
  await press("Take snapshot now");
  window.location.hash = "#/history";
  await screen.findByRole("heading", { level: 1, name: "History" });
}

async function beginRecovery() {
  const bridge = showApp({ rows: 3, applyMs: 20_000 }, "#/report/3/4");
  for (const name of ["Recover 3 changes…", "Make the plan", "Continue"]) await pressWhenOn(name);
  fireEvent.change(await screen.findByRole("textbox", { name: /Type the tenant/u }), { target: { value: "RECOVER" } });
  await press("Recover now");
  await screen.findByRole("heading", { level: 1, name: "Putting things back" });
  return bridge;
}

/** Presses a button of the bar and not of the page, which may have one of the same name. */
async function pressInBar(name: string): Promise<void> {
  const bar = await screen.findByRole("region", { name: "Work under way" });
  fireEvent.click(within(bar).getByRole("button", { name }));
}

it("goes on with a snapshot in the background, shows how far it is, and says when it is taken", async () => {
  await beginSnapshotAndLeave({ workMs: 1500 });
  const area = await screen.findByRole("region", { name: "Work under way" });
  expect(area.textContent).toMatch(/of 1,200.*a second.*left/u);
  expect(
    within(area)
      .getAllByRole("button")
      .map(({ textContent }) => textContent),
  ).toEqual(["Cancel"]);
  expect(await screen.findByText("The snapshot is taken")).toBeTruthy();
  fireEvent.click(screen.getByRole("link", { name: "Show it" }));
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
});

it("does not say that a recovery has ended which came to hold after the person had left", async () => {
  await beginRecovery();
  await press("Pause");
  window.location.hash = "#/history";
  expect(await screen.findAllByText("The recovery is paused")).toHaveLength(1);
});

it("pauses a recovery from any page, says beforehand what that means, and leads to where it holds", async () => {
  const bridge = await beginRecovery();
  window.location.hash = "#/timeline";
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
  const pause = screen.getByRole("button", { name: "Pause" });
  fireEvent.focus(pause);
  expect((await screen.findByRole("tooltip")).textContent).toContain("nothing more is written until you resume");
  await pressInBar("Pause");
  await screen.findByText("Pausing after the step under way…");
  expect(pause.getAttribute("aria-disabled")).toBe("true");
  await screen.findByText("The recovery is paused");
  expect(lastInput(bridge, "recovery.pause")).toEqual({ planId: "plan-1" });
  fireEvent.click(screen.getByRole("link", { name: "Show it" }));
  await screen.findByRole("heading", { level: 1, name: "Paused" });
  screen.getByRole("button", { name: "Resume" });
});

it("leads back to the history's job where the history went on with it and it was paused elsewhere", async () => {
  await beginRecovery();
  await press("Pause");
  await screen.findByRole("heading", { level: 1, name: "Paused" });
  window.location.hash = "#/history/job1-0000";
  await screen.findByRole("heading", { level: 1, name: "Recovery: paused" });
  await press("Resume");
  window.location.hash = "#/timeline";
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
  await pressInBar("Pause");
  await screen.findByText("The recovery is paused");
  fireEvent.click(screen.getByRole("link", { name: "Show it" }));
  await screen.findByRole("heading", { level: 1, name: "Recovery: paused" });
  expect(window.location.hash).toBe("#/history/job1-0000");
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
