import { app, Menu } from "electron";
import { type MenuActions, menuTemplate, screensInMenu } from "./menu-template.ts";

/** The application's menu, and the short one of the dock or the taskbar. In place of Electron's own, which opens the developer tools. */
export function installMenus(actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, actions)));
  if (process.platform === "darwin") {
    const items = screensInMenu.map(({ label, address }) => ({ label, click: () => actions.open(address) }));
    app.dock?.setMenu(Menu.buildFromTemplate(items));
  }
  // A second start with a link, which the first one checks as any other.
  if (process.platform === "win32" && app.isPackaged) app.setUserTasks(screensInMenu.map(taskOf));
}

function taskOf({ label, address }: (typeof screensInMenu)[number]): Electron.Task {
  return {
    program: process.execPath,
    arguments: `-- ${address.replace("#/", "reinstate://")}`,
    title: label,
    description: `Opens Reinstate at ${label}`,
    iconPath: process.execPath,
    iconIndex: 0,
  };
}
