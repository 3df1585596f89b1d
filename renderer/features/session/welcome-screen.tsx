import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from "@fluentui/react-components";
import { WorkArea } from "../../shell/work-area.tsx";
import { FocusedHeading } from "../../ui/focused-heading.tsx";
import { useOpenExport } from "../offline/open-export-context.tsx";
import { ConnectCard } from "./connect-card.tsx";
import { DemoCard } from "./demo-card.tsx";
import { OpenExportCard } from "./open-export-card.tsx";

const useStyles = makeStyles({
  root: { height: "100%", display: "flex", flexDirection: "column", backgroundColor: tokens.colorNeutralBackground3 },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: "auto", display: "grid", placeItems: "safe center" },
  page: {
    width: "1040px",
    maxWidth: "calc(100vw - 64px)",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXL,
    padding: `${tokens.spacingVerticalXXL} 0`,
  },
  cards: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(400px, 100%), 1fr))",
    gap: tokens.spacingHorizontalXL,
    alignItems: "start",
  },
  others: { display: "flex", flexDirection: "column", gap: tokens.spacingHorizontalXL },
  quiet: { color: tokens.colorNeutralForeground2, display: "block", marginTop: tokens.spacingVerticalS },
});

/** The first start, in three ways: there is no vault yet. */
export function WelcomeScreen() {
  const styles = useStyles();
  const { closed } = useOpenExport();
  return (
    <main className={styles.root}>
      <div className={styles.scroll}>
        <div className={styles.page}>
          <div>
            <FocusedHeading focusKey="welcome">Welcome to Reinstate</FocusedHeading>
            <Text size={400} className={styles.quiet}>
              See exactly what changed in your Microsoft Entra tenant, who changed it and when, and put chosen things
              back.
            </Text>
          </div>
          {closed && (
            <MessageBar intent="info" layout="multiline" role="status">
              <MessageBarBody>
                The export was closed because nobody used it for a while. Nothing of it is left here; open it again to
                go on.
              </MessageBarBody>
            </MessageBar>
          )}
          <div className={styles.cards}>
            <DemoCard />
            <div className={styles.others}>
              <ConnectCard />
              <OpenExportCard />
            </div>
          </div>
        </div>
      </div>
      <WorkArea />
    </main>
  );
}
