import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { ReinstateError } from "../../../../preload/contract/reinstate-error.ts";
import type { Autostart } from "../../ports.ts";
import { autostartEntry, autostartFileName, isEntryOn } from "./autostart-entry.ts";

/** By a file in the person's own autostart folder. `command`: the program and its arguments. */
export function linuxAutostart(
  command: readonly [string, ...string[]],
  environment: NodeJS.ProcessEnv = process.env,
): Autostart {
  const folder = join(configFolder(environment), "autostart");
  const file = join(folder, autostartFileName);
  const content = async () => readFile(file, "utf8").catch(() => undefined);
  return {
    read: async () => {
      const found = await content();
      if (found === undefined) return "off";
      return isEntryOn(found) ? "on" : "blocked";
    },
    write: async (enabled) => {
      const entry = autostartEntry(command);
      if (entry === undefined)
        throw denied("Reinstate lies in a folder whose name cannot be written into such a file.");
      try {
        if (!enabled) return await rm(file, { force: true });
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(file, entry, { mode: 0o600 });
      } catch (cause) {
        throw denied(`${file} cannot be written.`, cause);
      }
    },
  };
}

/** A relative path there counts for nothing (https://specifications.freedesktop.org/basedir-spec/latest/). */
function configFolder({ XDG_CONFIG_HOME, HOME }: NodeJS.ProcessEnv): string {
  if (XDG_CONFIG_HOME !== undefined && isAbsolute(XDG_CONFIG_HOME)) return XDG_CONFIG_HOME;
  return join(HOME ?? homedir(), ".config");
}

function denied(message: string, cause?: unknown): ReinstateError {
  return new ReinstateError("DISK_DENIED", message, { cause });
}
