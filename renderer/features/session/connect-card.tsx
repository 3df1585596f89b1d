import { Card, makeStyles, Text, Title3, tokens } from "@fluentui/react-components";
import { CopyButton } from "../../ui/copy-button.tsx";

const useStyles = makeStyles({
  card: { padding: tokens.spacingHorizontalXXL, gap: tokens.spacingVerticalL, alignSelf: "start" },
  quiet: { color: tokens.colorNeutralForeground2 },
  steps: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
  },
  command: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    marginTop: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
  },
});

const steps = [
  { words: "Sign in; the browser opens. Only read permissions are asked for.", command: "reinstate signin" },
  { words: "Take the first snapshot.", command: "reinstate capture" },
  { words: "Start Reinstate again: the window opens on the tenant's timeline.", command: null },
] as const;

/** How a real tenant is connected: from the command line for now. */
export function ConnectCard() {
  const styles = useStyles();
  return (
    <Card className={styles.card}>
      <Title3 as="h2" style={{ margin: 0 }}>
        Connect your tenant
      </Title3>
      <Text className={styles.quiet}>
        A tenant is connected from the command line. Nothing is written to it until you have reviewed and confirmed a
        recovery plan.
      </Text>
      <ol className={styles.steps}>
        {steps.map(({ words, command }) => (
          <li key={words}>
            <Text>{words}</Text>
            {command !== null && (
              <div className={styles.command}>
                <code>{command}</code>
                <CopyButton what={`the command ${command}`} text={command} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
