import { execFile } from "node:child_process";
import { promisify } from "node:util";

const watcher = "org.kde.StatusNotifierWatcher";
const bus = "org.freedesktop.DBus";
const patienceMs = 2000;

/** Three programs that ask the session's bus the same; which of them is there differs. */
const questions: readonly (readonly [string, ...string[]])[] = [
  ["busctl", "--user", "call", bus, "/org/freedesktop/DBus", bus, "NameHasOwner", "s", watcher],
  ["gdbus", "call", "--session", "--dest", bus, "--object-path", "/", "--method", `${bus}.NameHasOwner`, watcher],
  ["dbus-send", "--session", "--print-reply", `--dest=${bus}`, "/", `${bus}.NameHasOwner`, `string:${watcher}`],
];

/**
 * Whether an icon in the tray would be seen. Windows and macOS have one always; on Linux some desktops (GNOME without an
 * extension) show none, and a program that went there would be lost. Not knowing counts as no.
 */
export async function hasTray(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform !== "linux") return true;
  // At once: a bus that hangs is waited for as long as one of them waits.
  const answers = await Promise.all(questions.map(ask));
  return answers.find((answer) => answer !== undefined) ?? false;
}

async function ask([program, ...args]: readonly [string, ...string[]]): Promise<boolean | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, args, { timeout: patienceMs });
    return /\btrue\b/u.test(stdout);
  } catch {
    return undefined;
  }
}
