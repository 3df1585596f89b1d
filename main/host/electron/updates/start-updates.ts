import { setTimeout } from "node:timers/promises";
import { app, dialog } from "electron";
import { type Look, Updates } from "./updates.ts";

const minute = 60_000;
const firstLookAfter = 5 * minute;
/** Work that runs now is over soon; anything else is for another day. */
const nextLookAfter = (look: Look) => (look === "busy" ? 15 * minute : 24 * 60 * minute);

export interface UpdatesWork {
  readonly isBusy: () => boolean;
  readonly endWork: () => Promise<void>;
}

/** Looks for updates from now on, and asks in a dialog that no page can see or press. Gives what to tell of work. */
export async function startUpdates(work: UpdatesWork): Promise<Updates> {
  const { electronUpdateSource } = await import("./electron-update-source.ts");
  const updates = new Updates({ source: electronUpdateSource(startAgain), ask, tell, ...work });
  void keepLooking(updates);
  return updates;
}

async function keepLooking(updates: Updates): Promise<void> {
  let wait = firstLookAfter;
  while (true) {
    await setTimeout(wait, undefined, { ref: false });
    const look = await updates.look();
    if (look === "installing") return;
    wait = nextLookAfter(look);
  }
}

/** The engine has ended by then: the version that was there starts anew. */
async function startAgain(): Promise<void> {
  await tell("The update could not be installed, or this computer did not accept its signature. Nothing has changed.");
  app.relaunch();
  app.exit();
}

async function ask(version: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: "info",
    title: "Reinstate",
    message: `Reinstate ${version} is ready to be installed`,
    detail:
      "It was downloaded, and is installed only if it carries the publisher's signature. Reinstate closes the vault and starts again.",
    buttons: ["Restart and install", "Later"],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

async function tell(sentence: string): Promise<void> {
  await dialog.showMessageBox({ type: "warning", title: "Reinstate", message: "About an update", detail: sentence });
}
