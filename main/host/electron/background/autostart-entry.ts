/** The file that has a Linux desktop start Reinstate (https://specifications.freedesktop.org/autostart-spec/latest/). */
export const autostartFileName = "reinstate.desktop";

/** Its content; undefined where the command cannot be written down: a path with a line break or another control character. */
export function autostartEntry(command: readonly [string, ...string[]]): string | undefined {
  if (command.some((argument) => /\p{Cc}/u.test(argument))) return undefined;
  return `[Desktop Entry]
Type=Application
Name=Reinstate
Comment=Takes the daily snapshot of the tenant
Exec=${asValue(command.map(quoted).join(" "))}
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`;
}

/** off also where the person switched it off in the desktop's own settings, which write into the file. */
export function isEntryOn(content: string): boolean {
  const [, group = ""] = content.split(/^\[Desktop Entry\]\s*$/mu);
  const [own = ""] = group.split(/^\[/mu);
  return !/^Hidden\s*=\s*true\s*$/imu.test(own) && !/^X-GNOME-Autostart-enabled\s*=\s*false\s*$/imu.test(own);
}

/** As the Desktop Entry Specification has arguments quoted; `%` would begin a field code. */
function quoted(argument: string): string {
  const withoutCodes = argument.replaceAll("%", "%%");
  if (/^[\w@%+=:,./-]+$/u.test(withoutCodes)) return withoutCodes;
  return `"${withoutCodes.replace(/["`$\\]/gu, "\\$&")}"`;
}

/** And then once more, because it is a value of the file. */
function asValue(text: string): string {
  return text.replaceAll("\\", "\\\\");
}
