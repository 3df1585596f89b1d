import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Subtitle2,
  Text,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import type { LicenceNotice } from "../../../preload/contract/licence-notice.ts";
import { Loading } from "../../ui/loading.tsx";

const useStyles = makeStyles({
  part: { display: "flex", flexDirection: "column", alignItems: "flex-start", gap: tokens.spacingVerticalM },
  list: { width: "100%" },
  text: {
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    margin: 0,
  },
});

type State = "hidden" | "loading" | "failed" | readonly LicenceNotice[];

/** The work of others in Reinstate, each with its licence. Made with the window, so it is a file and no method. */
export function LicencesList() {
  const styles = useStyles();
  const [state, setState] = useState<State>("hidden");
  const show = () => {
    setState("loading");
    readNotices().then(setState, () => setState("failed"));
  };
  return (
    <section className={styles.part} aria-labelledby="licences">
      <Subtitle2 as="h2" id="licences">
        Licences
      </Subtitle2>
      <Text>Reinstate is MIT licensed. It is built with the work of others, each under a licence of its own.</Text>
      {state === "hidden" && <Button onClick={show}>Show licences</Button>}
      {state === "loading" && <Loading what="Reading the licences" />}
      {state === "failed" && (
        <MessageBar intent="error">
          <MessageBarBody>
            The list of licences is missing in this installation. Install Reinstate again.
          </MessageBarBody>
        </MessageBar>
      )}
      {typeof state !== "string" && (
        <Accordion collapsible multiple className={styles.list}>
          {state.map((notice) => (
            <Notice key={`${notice.name}@${notice.version}`} notice={notice} />
          ))}
        </Accordion>
      )}
    </section>
  );
}

function Notice({ notice: { name, version, licence, text } }: { readonly notice: LicenceNotice }) {
  const styles = useStyles();
  return (
    <AccordionItem value={`${name}@${version}`}>
      <AccordionHeader size="small" as="h3">
        {name} {version}: {licence}
      </AccordionHeader>
      <AccordionPanel>
        <pre className={styles.text}>{text}</pre>
      </AccordionPanel>
    </AccordionItem>
  );
}

async function readNotices(): Promise<readonly LicenceNotice[]> {
  const response = await fetch("/licences.json");
  if (!response.ok) throw new Error(`licences.json: ${response.status}`);
  return response.json() as Promise<readonly LicenceNotice[]>;
}
