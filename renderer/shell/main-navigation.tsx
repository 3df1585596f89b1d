import { makeStyles, mergeClasses, Tooltip, tokens } from "@fluentui/react-components";
import { ariaKeysOf, wordsOf } from "../commands/key-combination.ts";
import { shortcuts } from "../commands/shortcuts.ts";
import { useReports } from "../features/report/report-shelf.tsx";
import type { PageName } from "../navigation/route.ts";
import { formatRoute } from "../navigation/route.ts";
import { forTheEar } from "../ui/for-the-ear.ts";
import { narrowWindow, ownColours } from "../ui/small-window.ts";
import { placesFor, routeOf } from "./places.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXXS,
    width: "max-content",
    minWidth: "176px",
    overflowY: "auto",
    [narrowWindow]: { minWidth: 0 },
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
  label: {
    // As wide as it is in bold: the page would jump aside with each place.
    "&::after": {
      content: "attr(data-label)",
      display: "block",
      height: 0,
      overflow: "hidden",
      visibility: "hidden",
      fontWeight: tokens.fontWeightSemibold,
    },
    [narrowWindow]: forTheEar,
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
      [ownColours]: { backgroundColor: "LinkText", forcedColorAdjust: "none" },
    },
  },
});

interface MainNavigationProps {
  readonly current: PageName;
  /** The incident room is open. */
  readonly incident: boolean;
  /** Exports are looked at: what needs a vault or a tenant is not there. */
  readonly review: boolean;
}

/** The places of the window, each with its key. */
export function MainNavigation({ current: shown, incident, review }: MainNavigationProps) {
  const styles = useStyles();
  const { last } = useReports();
  // One object's history is a part of the explorer.
  const current = shown === "object" ? "explorer" : shown;
  const shownPlaces = placesFor({ incident, review });
  return (
    <nav aria-label="Main" className={styles.root}>
      {shownPlaces.map(({ page, label, Icon, Current }) => (
        <Tooltip
          key={page}
          content={`${label} (${wordsOf(shortcuts[`go.${page}`])})`}
          relationship="description"
          positioning="after"
        >
          <a
            href={formatRoute(routeOf(page, last))}
            className={mergeClasses(styles.link, page === current && styles.current)}
            aria-keyshortcuts={ariaKeysOf(shortcuts[`go.${page}`])}
            {...(page === current ? { "aria-current": "page" } : {})}
          >
            {page === current ? <Current fontSize={20} /> : <Icon fontSize={20} />}
            <span className={styles.label} data-label={label}>
              {label}
            </span>
          </a>
        </Tooltip>
      ))}
    </nav>
  );
}
