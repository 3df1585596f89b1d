import { makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { FocusedHeading } from "./focused-heading.tsx";
import { shortWindow } from "./small-window.ts";
import { visibleName } from "./visible-text.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    height: "100%",
    minHeight: 0,
    boxSizing: "border-box",
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL} 0`,
    gap: tokens.spacingVerticalM,
    // A message is never squeezed to make room for a list, which can scroll.
    "& > .fui-MessageBar": { flexShrink: 0 },
    [shortWindow]: { overflowY: "auto", paddingTop: tokens.spacingVerticalM },
  },
  scrolling: { overflowY: "auto", paddingBottom: tokens.spacingVerticalXXL },
  head: {
    display: "flex",
    alignItems: "flex-start",
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalL}`,
    flexWrap: "wrap",
  },
  heading: { flexGrow: 1, flexBasis: 0, minWidth: "240px" },
  // Below both, over the whole width: beside four buttons it would break on a laptop.
  below: { order: 1, flexBasis: "100%", color: tokens.colorNeutralForeground3 },
  actions: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, flexWrap: "wrap" },
});

interface PageFrameProps {
  readonly title: string;
  /** A new key moves the focus to the heading again. */
  readonly focusKey?: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Whether the page scrolls as a whole; lists that fill it scroll by themselves. */
  readonly scrolling?: boolean;
  readonly children: ReactNode;
}

/** Heading, what it is about, actions, and the page's content. */
export function PageFrame({ title, focusKey, subtitle, actions, scrolling, children }: PageFrameProps) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.root, scrolling === true && styles.scrolling)}>
      <header className={styles.head}>
        <div className={styles.heading}>
          <FocusedHeading focusKey={focusKey ?? title}>{visibleName(title)}</FocusedHeading>
        </div>
        {subtitle !== undefined && (
          <Text as="p" block className={styles.below} style={{ margin: 0 }}>
            {subtitle}
          </Text>
        )}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
