import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
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
import { useReports } from "../features/report/report-shelf.tsx";
import type { PageName, Route } from "../navigation/route.ts";
import { formatRoute } from "../navigation/route.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXXS,
    width: "max-content",
    minWidth: "176px",
    flexShrink: 0,
    boxSizing: "border-box",
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalS}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  link: {
    position: "relative",
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    "&:hover": { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground1 },
    "&:focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    "&::before": {
      content: "''",
      position: "absolute",
      left: 0,
      top: "8px",
      bottom: "8px",
      width: "3px",
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
  },
});

const pages = [
  { page: "incident", label: "What we know", Icon: ClipboardTaskListLtrRegular, Current: ClipboardTaskListLtrFilled },
  { page: "timeline", label: "Timeline", Icon: TimelineRegular, Current: TimelineFilled },
  { page: "explorer", label: "Explorer", Icon: FolderSearchRegular, Current: FolderSearchFilled },
  { page: "report", label: "Report", Icon: DocumentSearchRegular, Current: DocumentSearchFilled },
  { page: "recovery", label: "Recovery", Icon: ArrowUndoRegular, Current: ArrowUndoFilled },
  { page: "history", label: "History", Icon: HistoryRegular, Current: HistoryFilled },
  { page: "settings", label: "Settings", Icon: SettingsRegular, Current: SettingsFilled },
] as const;

interface MainNavigationProps {
  readonly current: PageName;
  /** The incident room is open. */
  readonly incident: boolean;
}

/** The places of the window. "Report" leads back to the report that was last looked at. */
export function MainNavigation({ current: shown, incident }: MainNavigationProps) {
  const styles = useStyles();
  const { last } = useReports();
  // One object's history is a part of the explorer.
  const current = shown === "object" ? "explorer" : shown;
  const shownPages = pages.filter(({ page }) => page !== "incident" || incident);
  const routeOf = (page: (typeof pages)[number]["page"]): Route => {
    if (page === "explorer") return { page, snapshot: null, object: null };
    if (page === "report") return { page, from: last?.from ?? null, to: last?.to ?? "now" };
    if (page === "settings") return { page, section: "retention" };
    return page === "history" ? { page, jobId: null } : { page };
  };
  return (
    <nav aria-label="Main" className={styles.root}>
      {shownPages.map(({ page, label, Icon, Current }) => (
        <a
          key={page}
          href={formatRoute(routeOf(page))}
          className={mergeClasses(styles.link, page === current && styles.current)}
          {...(page === current ? { "aria-current": "page" } : {})}
        >
          {page === current ? <Current fontSize={20} /> : <Icon fontSize={20} />}
          {label}
        </a>
      ))}
    </nav>
  );
}
