// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { CopyDescription } from "../../../preload/contract/copies.ts";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

const at = "#/settings/copies";
const folderLabel = "Folder for another copy";
const failed: CopyDescription = {
  id: "0000000a",
  folder: `/mnt/${"very-long-name/".repeat(20)}share`,
  succeededAt: "2026-11-20T10:00:00.000Z",
  triedAt: "2026-11-24T10:00:00.000Z",
  problem: "The share cannot be reached. Connect it and copy again.",
  holds: "snapshot 2",
  bytesWritten: 0,
};

async function typeFolder(value: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText(folderLabel), { target: { value } });
}

it("adds a copy to a vault that has none", async () => {
  const bridge = showApp({}, at);
  await screen.findByText("No copy yet");
  await typeFolder("/mnt/share");
  await press("Add copy");
  const row = await screen.findByRole("row", { name: /\/mnt\/share/u });
  expect(row.textContent).toContain("Holds up to snapshot 4");
  expect(lastInput(bridge, "copies.add")).toEqual({ folder: "/mnt/share" });
});

it("keeps what was typed when the folder cannot be used, and says why", async () => {
  showApp({}, at);
  await typeFolder("/mnt/missing");
  await press("Add copy");
  expect((await screen.findByRole("alert")).textContent).toContain("Make it first");
  expect(screen.getByLabelText<HTMLInputElement>(folderLabel).value).toBe("/mnt/missing");
});

it.each(["share", "../copies", "C:copies"])("wants the whole path instead of %s", async (folder) => {
  const bridge = showApp({}, at);
  await typeFolder(folder);
  await screen.findByText(/Type the whole path/u);
  await press("Add copy");
  expect(lastInput(bridge, "copies.add")).toBeUndefined();
});

it("says what failed and what the copy still holds, and is right after another run", async () => {
  showApp({ copies: [failed] }, at);
  const row = await screen.findByRole("row", { name: /very-long-name/u });
  expect(row.textContent).toContain("Failed");
  expect(row.textContent).toContain("The share cannot be reached");
  expect(row.textContent).toContain("Holds up to snapshot 2");
  await press("Copy now");
  await within(row).findByText("Copied");
});

it("shows how far copying is", async () => {
  showApp({ copies: [failed], workMs: 200 }, at);
  await press("Copy now");
  await screen.findByRole("region", { name: "Work under way" });
});

it("asks before it stops copying", async () => {
  const bridge = showApp({ copies: [failed] }, at);
  await press(/^Remove the copy in/u);
  const dialog = await screen.findByRole("dialog", { name: "Stop copying there?" });
  within(dialog).getByText(/stays there/u);
  await press("Stop copying");
  await screen.findByText("No copy yet");
  expect(lastInput(bridge, "copies.remove")).toEqual({ id: failed.id });
});

it("leads from copies to about by its tabs", async () => {
  showApp({}, at);
  fireEvent.click(await screen.findByRole("tab", { name: "About" }));
  await screen.findByText("Reinstate 0.0.0");
  expect(window.location.hash).toBe("#/settings/about");
});
