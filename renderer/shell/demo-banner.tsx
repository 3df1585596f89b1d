import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { BeakerRegular } from "@fluentui/react-icons/svg/beaker";
import { ChevronDownRegular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronUpRegular } from "@fluentui/react-icons/svg/chevron-up";
import { DocumentSearchRegular } from "@fluentui/react-icons/svg/document-search";
import { PlugConnectedRegular } from "@fluentui/react-icons/svg/plug-connected";
import { useId, useState } from "react";
import { useConnect } from "../features/session/connect-context.tsx";
import { goTo } from "../navigation/use-route.ts";
import { narrowWindow } from "../ui/small-window.ts";

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXXL}`,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: `0 ${tokens.spacingHorizontalS}` },
  // In a narrow window it has the first line to itself, with the icon; the buttons follow below.
  words: { flexGrow: 1, flexBasis: 0, minWidth: 0, [narrowWindow]: { flexBasis: "calc(100% - 48px)" } },
  whole: { flexShrink: 0, whiteSpace: "nowrap" },
  story: {
    margin: `${tokens.spacingVerticalXS} 0 ${tokens.spacingVerticalS}`,
    paddingLeft: "44px",
    maxHeight: "160px",
    overflowY: "auto",
  },
});

/** Says that this is a simulated tenant, and tells the incident's story to who wants it. */
export function DemoBanner({ story }: { readonly story: readonly string[] }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { begin } = useConnect();
  return (
    <section aria-label="Demo tenant" className={styles.root}>
      <div className={styles.line}>
        <BeakerRegular fontSize={20} className={styles.whole} />
        <Text className={styles.words}>
          This tenant is simulated on this computer. Something went wrong after snapshot 1: find it and put it right.
        </Text>
        {story.length > 0 && (
          <Button
            appearance="transparent"
            size="small"
            className={styles.whole}
            icon={<DocumentSearchRegular />}
            onClick={() => goTo({ page: "report", from: 1, to: "now" })}
          >
            See what changed
          </Button>
        )}
        {story.length > 0 && (
          <Button
            appearance="transparent"
            size="small"
            className={styles.whole}
            iconPosition="after"
            icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            What happened
          </Button>
        )}
        <Button
          appearance="transparent"
          size="small"
          className={styles.whole}
          icon={<PlugConnectedRegular />}
          onClick={begin}
        >
          Connect your own tenant
        </Button>
      </div>
      <ol id={id} hidden={!open} className={styles.story}>
        {story.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </section>
  );
}
