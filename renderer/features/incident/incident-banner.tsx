import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { EyeOffRegular } from "@fluentui/react-icons/svg/eye-off";
import { Moment } from "../../ui/moment.tsx";
import { incidentKey } from "./use-incident-room.ts";

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXXL}`,
    backgroundColor: tokens.colorStatusWarningBackground2,
    color: tokens.colorNeutralForeground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
  },
  words: { flexGrow: 1, minWidth: 0 },
  whole: { flexShrink: 0, whiteSpace: "nowrap" },
});

/** Says that people are shown by pseudonyms, since when, and how to end it. */
export function IncidentBanner({ since, onLeave }: { readonly since: string; readonly onLeave: () => void }) {
  const styles = useStyles();
  return (
    <section aria-label="Incident room" className={styles.root}>
      <EyeOffRegular fontSize={24} className={styles.whole} />
      <Text className={styles.words}>
        <strong>Incident room</strong> since <Moment iso={since} />: people have pseudonyms here, also in what you save.
      </Text>
      <Button size="small" className={styles.whole} onClick={onLeave} aria-keyshortcuts={incidentKey}>
        Leave… ({incidentKey})
      </Button>
    </section>
  );
}
