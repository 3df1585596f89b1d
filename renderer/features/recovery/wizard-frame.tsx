import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { PageFrame } from "../../ui/page-frame.tsx";
import { shortWindow } from "../../ui/small-window.ts";
import { StepList } from "../../ui/step-list.tsx";
import { useSession } from "../session/session-context.tsx";
import { SignedOutBar } from "../session/signed-out-bar.tsx";
import type { WizardState } from "./wizard-state.ts";
import { stepNumber, wizardSteps } from "./wizard-state.ts";

const useStyles = makeStyles({
  content: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalL,
    paddingBottom: tokens.spacingVerticalM,
    "& > .fui-MessageBar": { flexShrink: 0 },
    // Room for the focus rings of what stands at the edge.
    marginLeft: "-4px",
    marginRight: "-4px",
    paddingLeft: "4px",
    paddingRight: "4px",
    [shortWindow]: { overflowY: "visible", flexShrink: 0 },
  },
  foot: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    alignItems: "center",
    flexWrap: "wrap",
    flexShrink: 0,
    "& > .fui-Button": { flexShrink: 0, whiteSpace: "nowrap" },
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface WizardFrameProps {
  readonly stage: WizardState["stage"];
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly foot: ReactNode;
  readonly children: ReactNode;
}

/** One step of the wizard: its heading takes the focus, its buttons stand at the foot in reading order. None of it goes without a sign-in. */
export function WizardFrame({ stage, title, subtitle, foot, children }: WizardFrameProps) {
  const styles = useStyles();
  const { session } = useSession();
  return (
    <PageFrame title={title} focusKey={stage} subtitle={subtitle}>
      <StepList steps={wizardSteps} current={stepNumber(stage)} />
      <div className={styles.content}>
        {session?.account === null && <SignedOutBar />}
        {children}
      </div>
      <footer className={styles.foot}>{foot}</footer>
    </PageFrame>
  );
}
