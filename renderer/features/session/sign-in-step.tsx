import { Button, makeStyles, Spinner, Text, tokens } from "@fluentui/react-components";
import type { Connection } from "../../../preload/contract/connection.ts";
import { useClient, useWork } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { ConnectFrame } from "./connect-frame.tsx";
import { permissionWords } from "./permission-words.ts";

const useStyles = makeStyles({
  list: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: 0,
  },
  name: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0 },
  waiting: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalM },
});

interface SignInStepProps {
  readonly connection: Connection;
  readonly onBack: () => void;
  readonly onNext: (account: string) => void;
}

/** Says what will be asked and why, then signs in. */
export function SignInStep({ connection, onBack, onNext }: SignInStepProps) {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const { permissions, unattended } = connection;
  // A private deployment may have both behind one name.
  const places = [...new Set(connection.hosts)].join(" and ");
  const signIn = (byCode: boolean) =>
    run(async () => onNext((await client.call("connect.signIn", { byCode })).account));
  const back = () => {
    if (running) client.call("work.cancel", {}).catch(() => undefined);
    else onBack();
  };
  return (
    <ConnectFrame
      step={1}
      title="Sign in"
      words={
        unattended
          ? `The application signs in by itself with the certificate or secret of the cloud file; nobody is asked. It talks to ${places} only.`
          : `Your browser opens Microsoft's sign-in page; Reinstate never sees your password. Global Reader is role enough. It talks to ${places} only.`
      }
      onSubmit={() => signIn(false)}
      foot={
        <>
          <Button onClick={back}>{running ? "Cancel" : "Back"}</Button>
          {!unattended && (
            <Button disabledFocusable={running} onClick={() => signIn(true)}>
              Sign in with a code
            </Button>
          )}
          <Button type="submit" appearance="primary" disabledFocusable={running}>
            {unattended ? "Sign in" : "Sign in with the browser"}
          </Button>
        </>
      }
    >
      <ErrorBar error={error} onDismiss={dismiss} />
      <Text>
        You may be asked to consent to these permissions. All of them only read; writing is asked for when you put
        something back, and never before you have reviewed it.
      </Text>
      <dl className={styles.list}>
        {permissions.map((permission) => (
          <Permission key={permission} permission={permission} />
        ))}
      </dl>
      {running && <Waiting unattended={unattended} />}
    </ConnectFrame>
  );
}

function Permission({ permission }: { readonly permission: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{permission}</dt>
      <dd className={styles.value}>{permissionWords(permission)}</dd>
    </>
  );
}

function Waiting({ unattended }: Pick<Connection, "unattended">) {
  const styles = useStyles();
  const work = useWork();
  const otherwise = unattended
    ? "Signing in"
    : "Waiting for you to sign in with the browser. This window goes on by itself.";
  return (
    <div className={styles.waiting}>
      <Spinner size="small" />
      <Text role="status" style={{ overflowWrap: "anywhere" }}>
        {work?.progress?.message ?? otherwise}
      </Text>
    </div>
  );
}
