import { Button, makeStyles, Subtitle2, Text, tokens } from "@fluentui/react-components";
import { SaveRegular } from "@fluentui/react-icons/svg/save";
import { useState } from "react";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { SavedBar } from "../../ui/saved-bar.tsx";

const useStyles = makeStyles({
  part: { display: "flex", flexDirection: "column", alignItems: "flex-start", gap: tokens.spacingVerticalM },
  actions: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  text: {
    boxSizing: "border-box",
    width: "100%",
    maxHeight: "40vh",
    overflow: "auto",
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: "pre",
    margin: 0,
  },
});

/** What somebody who helps asks for next: shown first, exactly as it would be saved. Nothing is sent anywhere. */
export function DiagnosticsPart() {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const [text, setText] = useState<string>();
  const [savedTo, setSavedTo] = useState<string>();
  const collect = () =>
    run(async () => {
      setSavedTo(undefined);
      setText((await client.call("diagnostics.collect", {})).text);
    });
  const save = () => run(async () => setSavedTo((await client.call("diagnostics.save", {})).path));
  return (
    <section className={styles.part} aria-labelledby="diagnostics">
      <Subtitle2 as="h2" id="diagnostics">
        Diagnostics
      </Subtitle2>
      <Text>
        For whoever helps you: versions, settings, counts, whether the vault proves, and the end of Reinstate’s log. It
        holds no names, addresses, passphrases, or ids of people and objects. Nothing is sent: read it, save it, and
        hand it over yourself.
      </Text>
      <ErrorBar error={error} onDismiss={dismiss} />
      <div className={styles.actions}>
        <Button disabledFocusable={running} onClick={collect}>
          {text === undefined ? "Collect diagnostics" : "Collect again"}
        </Button>
        {text !== undefined && (
          <>
            <Button appearance="primary" icon={<SaveRegular />} disabledFocusable={running} onClick={save}>
              Save diagnostics
            </Button>
            <CopyButton what="the diagnostics" text={text} />
          </>
        )}
      </div>
      <SavedBar path={savedTo} onDismiss={() => setSavedTo(undefined)} />
      {text !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        <section tabIndex={0} className={styles.text} aria-label="What would be handed over">
          {text}
        </section>
      )}
    </section>
  );
}
