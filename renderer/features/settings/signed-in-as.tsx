import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { SignedOutBar } from "../session/signed-out-bar.tsx";
import { SectionText } from "./section-text.tsx";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", alignItems: "start", gap: tokens.spacingVerticalM },
});

interface SignedInAsProps {
  /** Null: nobody is. */
  readonly account: string | null;
}

/** Ends the sign-in of a person, as before another account takes its place, or begins one. */
export function SignedInAs({ account }: SignedInAsProps) {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  if (account === null) return <SignedOutBar />;
  return (
    <div className={styles.root}>
      <ErrorBar error={error} onDismiss={dismiss} />
      <SectionText>
        To take another account, sign out and sign in again. Until somebody signs in, no daily snapshot is taken and
        nothing is put back; what is in the vault stays.
      </SectionText>
      <Button
        disabledFocusable={running}
        onClick={() => run(async () => void (await client.call("session.signOut", {})))}
      >
        Sign out
      </Button>
    </div>
  );
}
