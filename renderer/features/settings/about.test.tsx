// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { LicenceNotice } from "../../../preload/contract/licence-notice.ts";
import { fakeDiagnostics } from "../../testing/fake-bridge.ts";
import { press, showApp } from "../../testing/show-app.tsx";

const at = "#/settings/about";
const notices: readonly LicenceNotice[] = [
  { name: "react", version: "19.3.1", licence: "MIT", text: "Copyright (c) Meta" },
  { name: "SQLite", version: "3.53.4", licence: "blessing", text: "In the public domain." },
];

afterEach(() => void vi.restoreAllMocks());

it("shows the licences of what is in the product, each with its text", async () => {
  vi.spyOn(globalThis, "fetch").mockImplementation(async (path) =>
    Response.json(path === "/licences.json" ? notices : []),
  );
  showApp({}, at);
  await press("Show licences");
  fireEvent.click(await screen.findByRole("button", { name: "SQLite 3.53.4: blessing" }));
  await screen.findByText("In the public domain.");
  expect(screen.queryByText("Copyright (c) Meta")).toBeNull();
});

it("says so when the list is missing", async () => {
  vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response("", { status: 404 }));
  showApp({}, at);
  await press("Show licences");
  await screen.findByText(/list of licences is missing/u);
});

it("says on what it runs and how it is updated, in words", async () => {
  showApp({}, at);
  await screen.findByText("Linux");
  await screen.findByText("This is a checkout: update it with git.");
});

it.each([
  ["shows that it did", async () => undefined, "Copied"],
  ["says so where the system refuses it", async () => Promise.reject(new Error("denied")), /could not be copied/u],
])("copies the vault's path, and %s", async (_what, writeText, told) => {
  const write = vi.fn<(text: string) => Promise<undefined>>(writeText);
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: write } });
  showApp({}, at);
  await press("Copy the vault’s path");
  await screen.findByText(told);
  expect(write).toHaveBeenCalledWith("/home/admin/.local/share/reinstate/contoso");
});

it("shows what the diagnostics hold before they are saved, and says where they went", async () => {
  showApp({}, at);
  await screen.findByRole("button", { name: "Collect diagnostics" });
  expect(screen.queryByRole("button", { name: "Save diagnostics" })).toBeNull();
  await press("Collect diagnostics");
  const shown = await screen.findByRole("region", { name: "What would be handed over" });
  expect(shown.textContent).toBe(fakeDiagnostics);
  await press("Save diagnostics");
  await screen.findByText("/home/admin/Downloads/reinstate-diagnostics.json");
});
