// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { act, fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Notice } from "../../../preload/contract/notices.ts";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

const risky: Notice = {
  id: "risky:4",
  kind: "risky",
  title: "What guards the tenant has changed",
  text: "Snapshot 4 shows changes to 2 access policies. Open the report to see who made them.",
  address: "#/report/3/4",
};

it("shows what needs attention on every screen, leads to what helps, and puts it away", async () => {
  const bridge = showApp({ notices: [risky] }, "#/settings/about");
  const area = await screen.findByRole("region", { name: "Needs attention" });
  expect(within(area).getByRole("link", { name: "Open the report" }).getAttribute("href")).toBe("#/report/3/4");
  await press(`Put away: ${risky.title}`);
  await act(async () => undefined);
  expect(lastInput(bridge, "notices.dismiss")).toEqual({ id: "risky:4" });
  expect(screen.queryByRole("region", { name: "Needs attention" })).toBeNull();
  act(() => bridge.tell("notices.didChange", { open: [{ ...risky, id: "risky:5" }] }));
  await screen.findByRole("region", { name: "Needs attention" });
});

it("goes where the system leads, and nowhere else", async () => {
  const bridge = showApp({}, "#/settings/about");
  await screen.findByRole("heading", { level: 1, name: "Settings" });
  act(() => bridge.tell("place.wasChosen", { address: "#/history" }));
  expect(window.location.hash).toBe("#/history");
  act(() => bridge.tell("place.wasChosen", { address: "javascript:alert(1)" }));
  expect(window.location.hash).toBe("#/timeline");
});

it("has a switch for each kind", async () => {
  const bridge = showApp({}, "#/settings/notifications");
  const list = await screen.findByRole("group", { name: "Tell me when" });
  expect(within(list).getAllByRole("switch")).toHaveLength(7);
  fireEvent.click(within(list).getByRole("switch", { name: /^A copy of the vault/u }));
  await act(async () => undefined);
  expect(lastInput(bridge, "notices.write")).toMatchObject({ copy: false, failed: true });
});

it("starts at login only where there is a tray, and says when the system forbids it", async () => {
  const bridge = showApp({ autostart: "blocked" }, "#/settings/schedule");
  await screen.findByText(/switched off in this system's own settings/u);
  fireEvent.click(await screen.findByRole("switch", { name: /^Start Reinstate when I sign in/u }));
  await act(async () => undefined);
  expect(lastInput(bridge, "autostart.write")).toEqual({ enabled: true });
});
