import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { ClockRegular } from "@fluentui/react-icons/svg/clock";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";

const useStyles = makeStyles({
  root: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    whiteSpace: "nowrap",
    verticalAlign: "middle",
  },
  good: { color: tokens.colorPaletteGreenForeground1 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  waiting: { color: tokens.colorNeutralForeground2 },
});

const icons = { good: CheckmarkCircleRegular, warning: WarningRegular, waiting: ClockRegular } as const;

interface StateMarkProps {
  readonly state: keyof typeof icons;
  readonly children: string;
}

/** A state as icon and word; the colour only repeats it. */
export function StateMark({ state, children }: StateMarkProps) {
  const styles = useStyles();
  const Icon = icons[state];
  return (
    <span className={mergeClasses(styles.root, styles[state])}>
      <Icon fontSize={20} />
      {children}
    </span>
  );
}
