import type { HostDescription } from "../../preload/contract/views.ts";
import type { Log } from "./log.ts";
import { keystores } from "./log-events.ts";

interface Starting {
  readonly host: Pick<HostDescription, "version">;
  /** Name of the keystore; absent: nothing here protects a key. */
  readonly keystore?: string;
}

/** What started: versions, platform, keystore. */
export function logStart(log: Log, { host: { version }, keystore }: Starting, isCommand = false): void {
  const { electron, node } = process.versions;
  const window = electron === undefined ? "chromium" : "electron";
  log.write("app.started", {
    version,
    host: isCommand ? "command line" : window,
    platform: process.platform,
    architecture: architectureOf(process.arch),
    node,
    ...(electron === undefined ? {} : { electron }),
    ...(isCommand ? {} : { keystore: keystoreOf(keystore) }),
  });
}

export function architectureOf(text: string) {
  return (["x64", "arm64", "ia32", "arm"] as const).find((each) => each === text) ?? "other";
}

export function keystoreOf(name: string | undefined) {
  return name === undefined ? "none" : (keystores.find((each) => each === name) ?? "other");
}
