import { Button, Card, makeStyles, Text, Title3, tokens } from "@fluentui/react-components";
import { PlugConnectedRegular } from "@fluentui/react-icons/svg/plug-connected";
import { useConnect } from "./connect-context.tsx";

const useStyles = makeStyles({
  card: { padding: tokens.spacingHorizontalXXL, gap: tokens.spacingVerticalL },
  quiet: { color: tokens.colorNeutralForeground2 },
  steps: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, display: "grid", gap: tokens.spacingVerticalXS },
});

/** The way to the three steps that connect a tenant. */
export function ConnectCard() {
  const styles = useStyles();
  const { begin } = useConnect();
  return (
    <Card className={styles.card}>
      <Title3 as="h2" style={{ margin: 0 }}>
        Connect your tenant
      </Title3>
      <Text className={styles.quiet}>
        Nothing is written to it until you have reviewed and confirmed a recovery plan. Three steps to the first
        snapshot:
      </Text>
      <ol className={styles.steps}>
        <li>which tenant, and the application that Reinstate signs in through;</li>
        <li>sign in; only read permissions are asked for;</li>
        <li>choose the vault's passphrase, and the tenant is read.</li>
      </ol>
      <Button icon={<PlugConnectedRegular />} size="large" onClick={begin}>
        Connect a tenant
      </Button>
    </Card>
  );
}
