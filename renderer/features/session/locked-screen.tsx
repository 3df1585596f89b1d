import {
  Button,
  Card,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  Title2,
  tokens,
} from "@fluentui/react-components";
import { LockClosedRegular } from "@fluentui/react-icons/svg/lock-closed";
import { useEffect, useRef, useState } from "react";
import type { SessionState } from "../../../preload/contract/views.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { useOpenExport } from "../offline/open-export-context.tsx";
import { useSession } from "./session-context.tsx";

const useStyles = makeStyles({
  root: {
    height: "100%",
    // What does not fit, as with 200 % zoom and a message, is scrolled to: it does not go beyond the edges.
    overflowY: "auto",
    display: "grid",
    placeItems: "safe center",
    backgroundColor: tokens.colorNeutralBackground3,
  },
  card: { width: "420px", maxWidth: "calc(100vw - 48px)", padding: tokens.spacingHorizontalXXL },
  form: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  quiet: { color: tokens.colorNeutralForeground3, display: "grid" },
});

/** Asks for the passphrase of a locked vault. The passphrase stays in the field until the vault is open, then nowhere. */
export function LockedScreen({ session }: { readonly session: SessionState }) {
  const styles = useStyles();
  const client = useClient();
  const { reload } = useSession();
  const { choose, choosing } = useOpenExport();
  const { running, error, run, dismiss } = useAction();
  const [passphrase, setPassphrase] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const unlock = () =>
    run(async () => {
      await client.call("session.unlock", { passphrase });
      setPassphrase("");
      reload();
    });
  return (
    <main className={styles.root}>
      <Card className={styles.card}>
        <form
          ref={form}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (passphrase !== "") unlock();
          }}
        >
          <LockClosedRegular fontSize={32} />
          <Title2 as="h1" style={{ margin: 0 }}>
            {session.tenant?.name ?? "Your vault"} is locked
          </Title2>
          <Text className={styles.quiet}>
            Snapshots, audit records and plans are encrypted on this computer.
            <NameText name={session.vaultPath} />
          </Text>
          {session.notice !== undefined && (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{session.notice}</MessageBarBody>
            </MessageBar>
          )}
          <ErrorBar error={error} onDismiss={dismiss} />
          <Field label="Passphrase or recovery key" required>
            <Input
              type="password"
              autoComplete="current-password"
              value={passphrase}
              onChange={(_, { value }) => setPassphrase(value)}
            />
          </Field>
          <Button type="submit" appearance="primary" disabledFocusable={running || passphrase === ""}>
            {running ? "Unlocking…" : "Unlock"}
          </Button>
          <Button appearance="subtle" disabledFocusable={choosing} onClick={choose}>
            Review an exported snapshot instead…
          </Button>
        </form>
      </Card>
    </main>
  );
}
