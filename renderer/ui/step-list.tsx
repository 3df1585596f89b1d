import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled } from "@fluentui/react-icons/svg/checkmark-circle";
import { ownColours } from "./small-window.ts";

const useStyles = makeStyles({
  steps: {
    display: "flex",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXL}`,
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
    [ownColours]: { backgroundColor: "Highlight", color: "HighlightText", forcedColorAdjust: "none" },
  },
  done: { color: tokens.colorPaletteGreenForeground1 },
});

interface StepListProps {
  readonly steps: readonly string[];
  /** From zero. */
  readonly current: number;
}

/** The steps of a wizard, with those that are done and the one it is at. */
export function StepList({ steps, current }: StepListProps) {
  const styles = useStyles();
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map((step, index) => (
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
