import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { app } from "electron";
import { decideUpdates, type UpdateDecision } from "./decide-updates.ts";
import { readUpdatePolicy } from "./read-update-policy.ts";

/** Whether this installation updates itself, out of how it was packed and what the system's administrator says. */
export async function findOutAboutUpdates(): Promise<UpdateDecision> {
  return decideUpdates({
    platform: process.platform,
    packaged: app.isPackaged,
    // electron-builder writes it when the release was given a channel.
    channel: await readFile(join(process.resourcesPath, "app-update.yml"), "utf8").catch(() => undefined),
    policy: await readUpdatePolicy(),
  });
}
