import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it, vi } from "vitest";
import type { BackgroundState } from "../../../preload/contract/notices.ts";
import { formatRoute, parseRoute } from "../../../renderer/navigation/route.ts";
import { parseLink } from "../parse-link.ts";
import { quitQuestion } from "./background/quit-question.ts";
import { trayTemplate } from "./background/tray-template.ts";
import { menuTemplate, screensInMenu } from "./window/menu-template.ts";

const now = Date.parse("2026-11-27T10:00:00.000Z");
const actions = { open: vi.fn(), capture: vi.fn(), lock: vi.fn(), quit: vi.fn() };
const state: BackgroundState = {
  session: "open",
  daily: true,
  nextAt: "2026-11-27T22:00:00.000Z",
  last: { endedAt: "2026-11-27T04:00:00.000Z", complete: true },
  attention: 0,
};

function allItems(items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allItems(item.submenu) : [])]);
}

describe.each(["win32", "darwin", "linux"] as const)("the menu on %s", (platform) => {
  const items = allItems(menuTemplate(platform, actions));

  it("has the usual roles, and nothing that looks into the page or loads it anew", () => {
    const roles = items.map(({ role }) => role);
    expect(roles).toEqual(expect.arrayContaining(["editMenu", "windowMenu", "zoomIn", "zoomOut", "resetZoom", "help"]));
    expect(roles.filter((role) => /devtools|reload/iu.test(role ?? ""))).toEqual([]);
    expect(roles.includes("services")).toBe(platform === "darwin");
  });

  it("leads to screens that are there, gives no shortcut twice, and quits and settings are where people look", () => {
    actions.open.mockClear();
    for (const { label, click } of items)
      if (!/Snapshot|Lock|Quit/u.test(label ?? "")) click?.({} as never, undefined, {} as never);
    for (const [address] of actions.open.mock.calls) expect(formatRoute(parseRoute(address))).toBe(address);
    expect(actions.open.mock.calls.length).toBeGreaterThanOrEqual(screensInMenu.length + 2);
    const shortcuts = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
    expect(shortcuts).toEqual(expect.arrayContaining(["CmdOrCtrl+,", "CmdOrCtrl+Q"]));
    expect([actions.capture, actions.lock, actions.quit].flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});

it.each(["win32", "linux"] as const)("shows the page's own keys on %s, and leaves them to the page", (platform) => {
  const keyOf = (label: string) => {
    const item = allItems(menuTemplate(platform, actions)).find((each) => each.label === label);
    expect(item?.registerAccelerator, label).toBe(false);
    return item?.accelerator;
  };
  const pages = readFileSync(join(import.meta.dirname, "../../../renderer/commands/shortcuts.ts"), "utf8");
  for (const label of ["Timeline", "Explorer", "Report", "Recovery", "History"])
    expect(pages).toContain(`"go.${label.toLowerCase()}": "${keyOf(label)}"`);
  expect(pages).toContain(`"timeline.capture": "${keyOf("Take a Snapshot Now")}"`);
  expect(pages).toContain(`"window.lock": "${keyOf("Lock")}"`);
});

it("offers only links that open something in the taskbar's short menu", () => {
  for (const { address } of screensInMenu) expect(parseLink(address.replace("#/", "reinstate://"))).toBe(address);
});

describe("the tray's menu", () => {
  const labelsOf = (sight: Parameters<typeof trayTemplate>[0]) =>
    trayTemplate({ timeZone: "UTC", ...sight }, actions).flatMap(({ label, enabled }) =>
      label === undefined ? [] : [enabled === false ? `(${label})` : label],
    );

  it("says how it stands and what can be done", () => {
    expect(labelsOf({ state, isWorking: false, now })).toEqual([
      "Open Reinstate",
      "(Last snapshot 6 h ago, complete; next 22:00)",
      "Take a Snapshot Now",
      "Lock",
      "Quit",
    ]);
  });

  it.each([
    [{ state, isWorking: true, now }, ["(Work is under way)", "(Take a Snapshot Now)"]],
    [{ state: { ...state, session: "locked" as const }, isWorking: false, now }, ["(Take a Snapshot Now)", "(Lock)"]],
    [{ state: { ...state, attention: 2 }, isWorking: false, now }, ["(2 things need attention)"]],
    [{ state: undefined, isWorking: false, now }, ["(Starting)", "(Take a Snapshot Now)", "(Lock)", "Quit"]],
  ])("offers nothing that cannot be done now", (sight, labels) => {
    expect(labelsOf(sight)).toEqual(expect.arrayContaining(labels));
  });
});

it("says what quitting would do to what runs", () => {
  expect(quitQuestion("apply").detail).toMatch(/stops after the step.*History/u);
  expect(quitQuestion("capture").detail).toMatch(/goes on from where this one was/u);
  expect(quitQuestion(undefined)).toEqual(quitQuestion("check"));
});
