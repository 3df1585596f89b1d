import { useClient } from "../bridge/client-context.tsx";
import { useAction } from "../bridge/use-action.ts";
import { usePreferences } from "../cache/use-preferences.tsx";
import { themeChoices } from "../cache/window-database.ts";
import type { IncidentRoom } from "../features/incident/use-incident-room.ts";
import { useOpenExport } from "../features/offline/open-export-context.tsx";
import { useReview } from "../features/offline/use-review.ts";
import { useReports } from "../features/report/report-shelf.tsx";
import { useSession } from "../features/session/session-context.tsx";
import { sectionLabels } from "../features/settings/settings-page.tsx";
import { settingsSections } from "../navigation/route.ts";
import { goTo } from "../navigation/use-route.ts";
import { placesFor, routeOf } from "../shell/places.ts";
import { themeWords } from "../shell/theme-button.tsx";
import type { Command } from "./command.ts";
import { shortcutOf } from "./shortcuts.ts";

/** Closes the vault, or what is looked at, at once. */
export function useLock(): () => void {
  const client = useClient();
  const { session, reload } = useSession();
  const { close } = useOpenExport();
  const { run } = useAction();
  return () =>
    run(async () => {
      if (session?.review === undefined) await client.call("session.lock", {});
      else await close();
      reload();
    });
}

/** What can be asked for on every screen: the places, the settings, the room, the theme, the lock. */
export function useWindowCommands(room: IncidentRoom, showShortcuts: () => void): readonly Command[] {
  const { last } = useReports();
  const { prefer } = usePreferences();
  const { session } = useSession();
  const lock = useLock();
  const incident = room.since !== null;
  const review = useReview() !== undefined;
  const go = placesFor({ incident, review }).map(({ page, label }) =>
    command(`go.${page}`, label, () => goTo(routeOf(page, last))),
  );
  const settings = (review ? [] : settingsSections).map((section) =>
    command(`go.settings.${section}`, `Settings: ${sectionLabels[section]}`, () => goTo({ page: "settings", section })),
  );
  const themes = themeChoices.map((theme) =>
    command(`window.theme.${theme}`, `Theme: ${themeWords[theme].toLowerCase()}`, () => prefer({ theme })),
  );
  return [
    ...go,
    ...settings,
    incident
      ? command("window.incident-room", "Leave the incident room…", room.leave)
      : command("window.incident-room", "Open the incident room", room.enter),
    ...themes,
    ...(session?.demo === true
      ? []
      : [command("window.lock", review ? "Close the export and forget it" : "Lock", lock)]),
    command("window.shortcuts", "Keyboard shortcuts", showShortcuts),
  ];
}

function command(id: string, label: string, run: () => void): Command {
  return { id, label, group: id.startsWith("go.") ? "Go to" : "Window", keys: shortcutOf(id), run };
}
