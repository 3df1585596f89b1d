import { ArrowUndoFilled, ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import {
  ClipboardTaskListLtrFilled,
  ClipboardTaskListLtrRegular,
} from "@fluentui/react-icons/svg/clipboard-task-list-ltr";
import { DocumentSearchFilled, DocumentSearchRegular } from "@fluentui/react-icons/svg/document-search";
import { FolderSearchFilled, FolderSearchRegular } from "@fluentui/react-icons/svg/folder-search";
import { HistoryFilled, HistoryRegular } from "@fluentui/react-icons/svg/history";
import { SettingsFilled, SettingsRegular } from "@fluentui/react-icons/svg/settings";
import { TimelineFilled, TimelineRegular } from "@fluentui/react-icons/svg/timeline";
import type { ReportRange } from "../features/report/report-shelf.tsx";
import type { Route } from "../navigation/route.ts";

/** The places of the window, in the order in which they are listed. */
export const places = [
  { page: "incident", label: "What we know", Icon: ClipboardTaskListLtrRegular, Current: ClipboardTaskListLtrFilled },
  { page: "timeline", label: "Timeline", Icon: TimelineRegular, Current: TimelineFilled },
  { page: "explorer", label: "Explorer", Icon: FolderSearchRegular, Current: FolderSearchFilled },
  { page: "report", label: "Report", Icon: DocumentSearchRegular, Current: DocumentSearchFilled },
  { page: "recovery", label: "Recovery", Icon: ArrowUndoRegular, Current: ArrowUndoFilled },
  { page: "history", label: "History", Icon: HistoryRegular, Current: HistoryFilled },
  { page: "settings", label: "Settings", Icon: SettingsRegular, Current: SettingsFilled },
] as const;

type PlaceName = (typeof places)[number]["page"];

/** "Report" leads back to the report that was last looked at. */
export function routeOf(page: PlaceName, last: ReportRange | null): Route {
  if (page === "explorer") return { page, snapshot: null, object: null };
  if (page === "report") return { page, from: last?.from ?? null, to: last?.to ?? "now" };
  if (page === "settings") return { page, section: "retention" };
  return page === "history" ? { page, jobId: null } : { page };
}

interface Circumstances {
  /** The incident room is open. */
  readonly incident: boolean;
  /** Exports are looked at: what needs a vault or a tenant is not there. */
  readonly review: boolean;
}

const ofVaults: ReadonlySet<PlaceName> = new Set(["recovery", "history", "settings"]);

export function placesFor({ incident, review }: Circumstances) {
  return places.filter(({ page }) => (page === "incident" ? incident : !(review && ofVaults.has(page))));
}
