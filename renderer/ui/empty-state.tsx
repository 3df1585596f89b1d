import { makeStyles, Text, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    justifyContent: "center",
    textAlign: "center",
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXL}`,
    flexGrow: 1,
  },
  icon: { color: tokens.colorNeutralForeground3, fontSize: "40px", lineHeight: 0 },
  words: { maxWidth: "460px", color: tokens.colorNeutralForeground2 },
});

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing to show, said in words, with a way forward. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <Text size={500} weight="semibold" align="center">
        {title}
      </Text>
      {children !== undefined && (
        <Text className={styles.words} align="center">
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}
