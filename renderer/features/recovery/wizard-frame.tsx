import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled } from "@fluentui/react-icons/svg/checkmark-circle";
import type { ReactNode } from "react";
import { PageFrame } from "../../ui/page-frame.tsx";
import type { WizardState } from "./wizard-state.ts";
import { stepNumber, wizardSteps } from "./wizard-state.ts";

const useStyles = makeStyles({
  steps: {
    display: "flex",
    gap: tokens.spacingHorizontalXL,
    margin: 0,
    padding: 0,
    listStyleType: "none",
    flexWrap: "wrap",
  },
  step: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground3,
  },
  current: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  number: {
    display: "grid",
    placeItems: "center",
    width: "20px",
    height: "20px",
    boxSizing: "border-box",
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    fontSize: tokens.fontSizeBase200,
  },
  currentNumber: {
    backgroundColor: tokens.colorBrandBackground,
    border: `1px solid ${tokens.colorBrandBackground}`,
    color: tokens.colorNeutralForegroundOnBrand,
  },
  done: { color: tokens.colorPaletteGreenForeground1 },
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
  },
  foot: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    alignItems: "center",
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

/** One step of the wizard: its heading takes the focus, its buttons stand at the foot in reading order. */
export function WizardFrame({ stage, title, subtitle, foot, children }: WizardFrameProps) {
  const styles = useStyles();
  return (
    <PageFrame title={title} focusKey={stage} subtitle={subtitle}>
      <Steps current={stepNumber(stage)} />
      <div className={styles.content}>{children}</div>
      <footer className={styles.foot}>{foot}</footer>
    </PageFrame>
  );
}

function Steps({ current }: { readonly current: number }) {
  const styles = useStyles();
  return (
    <ol className={styles.steps} aria-label="Steps">
      {wizardSteps.map((step, index) => (
        <li
          key={step}
          className={mergeClasses(styles.step, index === current && styles.current)}
          {...(index === current ? { "aria-current": "step" } : {})}
        >
          {index < current ? (
            <CheckmarkCircleFilled fontSize={20} className={styles.done} title="Done:" />
          ) : (
            <span className={mergeClasses(styles.number, index === current && styles.currentNumber)} aria-hidden="true">
              {index + 1}
            </span>
          )}
          {step}
        </li>
      ))}
    </ol>
  );
}
