import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useClient, useWork } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";

/** The sign-in has ended, or the vault was brought from another computer: says what goes on without one, and signs in. */
export function SignedOutBar() {
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const work = useWork();
  const signIn = (byCode: boolean) => run(async () => void (await client.call("session.signIn", { byCode })));
  const waiting = running && work?.method === "session.signIn";
  return (
    <>
      <ErrorBar error={error} onDismiss={dismiss} />
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Nobody is signed in</MessageBarTitle>
          <span style={{ overflowWrap: "anywhere" }}>
            {waiting
              ? (work.progress?.message ?? "Waiting for you to sign in with the browser.")
              : "Snapshots can be reviewed and compared. To read the tenant or to put something back, sign in to it."}
          </span>
        </MessageBarBody>
        <MessageBarActions>
          <Button disabledFocusable={running} onClick={() => signIn(true)}>
            Sign in with a code
          </Button>
          <Button appearance="primary" disabledFocusable={running} onClick={() => signIn(false)}>
            Sign in
          </Button>
        </MessageBarActions>
      </MessageBar>
    </>
  );
}
