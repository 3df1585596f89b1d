import type { MenuItemConstructorOptions } from "electron";

/** What the menus do besides what the system does by itself. Nothing here writes to a tenant. */
export interface MenuActions {
  /** Opens the window at an address within the page. */
  open(address: string): void;
  capture(): void;
  lock(): void;
  quit(): void;
}

export const screensInMenu = [
  { label: "Timeline", address: "#/timeline" },
  { label: "Explorer", address: "#/explorer/latest" },
  { label: "Report", address: "#/report" },
  { label: "Recovery", address: "#/recovery" },
  { label: "History", address: "#/history" },
] as const;

const separator: MenuItemConstructorOptions = { type: "separator" };

/** The application's menu as each platform has it (pure). In an installed application nothing in it looks into the page. */
export function menuTemplate(platform: NodeJS.Platform, actions: MenuActions): MenuItemConstructorOptions[] {
  const isMac = platform === "darwin";
  const settings = {
    label: "Settings…",
    accelerator: "CmdOrCtrl+,",
    click: () => actions.open("#/settings/retention"),
  };
  const about = { label: "About Reinstate", click: () => actions.open("#/settings/about") };
  const quit = { label: isMac ? "Quit Reinstate" : "Quit", accelerator: "CmdOrCtrl+Q", click: actions.quit };
  return [
    ...(isMac ? [macMenu(about, settings, quit)] : []),
    {
      label: "&File",
      submenu: [
        { label: "Take a Snapshot Now", click: actions.capture, ...pageKey(isMac, "Alt+N") },
        { label: "Lock", click: actions.lock, ...pageKey(isMac, "Alt+L") },
        separator,
        ...(isMac ? [{ role: "close" as const }] : [settings, separator, quit]),
      ],
    },
    { role: "editMenu" },
    {
      label: "&View",
      submenu: [...screenItems(isMac, actions), separator, ...zoomItems, separator, { role: "togglefullscreen" }],
    },
    { role: "windowMenu" },
    { role: "help", submenu: isMac ? [{ label: "Versions and Licences", click: about.click }] : [about] },
  ];
}

function macMenu(...[about, settings, quit]: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions {
  const hiding = (["hide", "hideOthers", "unhide"] as const).map((role) => ({ role }));
  const items = [
    about,
    separator,
    settings,
    separator,
    { role: "services" as const },
    separator,
    ...hiding,
    separator,
    quit,
  ];
  return { label: "Reinstate", submenu: items.filter((item) => item !== undefined) };
}

function screenItems(isMac: boolean, { open }: MenuActions): MenuItemConstructorOptions[] {
  return screensInMenu.map(({ label, address }, index) => ({
    label,
    click: () => open(address),
    ...(isMac ? { accelerator: `Cmd+${index + 1}` } : pageKey(isMac, `Alt+${index + 1}`)),
  }));
}

/** A key that the page has itself: shown where it is no letter of the keyboard's own (Option on a Mac), and left to the page. */
function pageKey(isMac: boolean, accelerator: string): MenuItemConstructorOptions {
  return isMac ? {} : { accelerator, registerAccelerator: false };
}

const zoomItems: MenuItemConstructorOptions[] = [{ role: "resetZoom" }, { role: "zoomIn" }, { role: "zoomOut" }];
