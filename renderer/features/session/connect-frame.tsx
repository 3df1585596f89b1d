import { makeStyles, Text, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { FocusedHeading } from "../../ui/focused-heading.tsx";
import { StepList } from "../../ui/step-list.tsx";

const connectSteps = ["Which tenant", "Sign in", "Protect and first snapshot"] as const;

const useStyles = makeStyles({
  root: { height: "100%", overflowY: "auto", backgroundColor: tokens.colorNeutralBackground3 },
  page: {
    width: "760px",
    maxWidth: "calc(100vw - 64px)",
    margin: "0 auto",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXL,
    padding: `${tokens.spacingVerticalXXXL} 0`,
  },
  words: { color: tokens.colorNeutralForeground2, display: "block", marginTop: tokens.spacingVerticalS },
  card: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalXXL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
  },
  foot: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS, justifyContent: "flex-end" },
});

interface ConnectFrameProps {
  /** From zero. */
  readonly step: number;
  readonly title: string;
  readonly words: ReactNode;
  readonly children: ReactNode;
  /** The buttons, the way back first. */
  readonly foot: ReactNode;
  /** What the Enter key does. */
  readonly onSubmit: () => void;
}

/** One step of connecting a tenant: its heading takes the focus, and its buttons stand at the end in reading order. */
export function ConnectFrame({ step, title, words, children, foot, onSubmit }: ConnectFrameProps) {
  const styles = useStyles();
  return (
    <main className={styles.root}>
      {/* Our own words say what is wrong, not the browser's. */}
      <form
        noValidate
        className={styles.page}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <StepList steps={connectSteps} current={step} />
        <div>
          <FocusedHeading focusKey={title}>{title}</FocusedHeading>
          <Text className={styles.words}>{words}</Text>
        </div>
        <div className={styles.card}>{children}</div>
        <footer className={styles.foot}>{foot}</footer>
      </form>
    </main>
  );
}
