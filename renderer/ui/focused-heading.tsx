import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";

const useStyles = makeStyles({
  root: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    outlineStyle: "none",
  },
});

interface FocusedHeadingProps {
  readonly focusKey: string;
  readonly children: ReactNode;
}

/** The page's heading. It takes the focus whenever the page (or a wizard's step) changes, so that keys go on from there. */
export function FocusedHeading({ focusKey, children }: FocusedHeadingProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key is a new page
  useEffect(() => heading.current?.focus({ preventScroll: true }), [focusKey]);
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.root}>
      {children}
    </h1>
  );
}
