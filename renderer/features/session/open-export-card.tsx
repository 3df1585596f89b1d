import { Button, Card, makeStyles, Text, Title3, tokens } from "@fluentui/react-components";
import { FolderOpenRegular } from "@fluentui/react-icons/svg/folder-open";
import { useOpenExport } from "../offline/open-export-context.tsx";

const useStyles = makeStyles({
  card: { padding: tokens.spacingHorizontalXXL, gap: tokens.spacingVerticalL },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** The way to look at a snapshot that somebody exported, without a tenant or a vault. */
export function OpenExportCard() {
  const styles = useStyles();
  const { choose, choosing } = useOpenExport();
  return (
    <Card className={styles.card}>
      <Title3 as="h2" style={{ margin: 0 }}>
        Review an exported snapshot
      </Title3>
      <Text className={styles.quiet}>
        An .age file that a colleague exported: proven, then only looked at. No account and no network are needed, and
        nothing of it is kept. Two of the same tenant can be compared.
      </Text>
      <Button icon={<FolderOpenRegular />} size="large" disabledFocusable={choosing} onClick={choose}>
        Open an export…
      </Button>
    </Card>
  );
}
