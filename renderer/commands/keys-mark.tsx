import { makeStyles, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  keys: { display: "inline-flex", gap: tokens.spacingHorizontalXXS, flexShrink: 0 },
  key: {
    minWidth: "20px",
    boxSizing: "border-box",
    padding: `0 ${tokens.spacingHorizontalXS}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    textAlign: "center",
  },
});

/** Keys as they look on the keyboard. */
export function KeysMark({ keys }: { readonly keys: readonly string[] }) {
  const styles = useStyles();
  return (
    <span className={styles.keys}>
      {keys.map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
