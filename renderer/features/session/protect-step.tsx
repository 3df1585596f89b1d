import { Button, Field, Input, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { type Connection, shortestPassphrase } from "../../../preload/contract/connection.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { ConnectFrame } from "./connect-frame.tsx";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2, display: "grid" },
});

interface ProtectStepProps {
  readonly connection: Connection;
  readonly account: string;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** The vault's name and passphrase. What was typed is gone with this step. */
export function ProtectStep({ connection, account, onBack, onNext }: ProtectStepProps) {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const [name, setName] = useState(suggestedName(connection, account));
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const problems = problemsOf(name, passphrase, again);
  const shown = tried ? problems : {};
  const next = () => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    run(async () => {
      await client.call("connect.protect", { name: name.trim(), passphrase });
      onNext();
    });
  };
  return (
    <ConnectFrame
      step={2}
      title="Protect what is captured"
      words={
        <>
          Signed in as <NameText name={account} />. Snapshots are encrypted on this computer with a passphrase that only
          you know. Nobody can open the vault without it, Reinstate's makers included.
        </>
      }
      onSubmit={next}
      foot={
        <>
          <Button onClick={onBack} disabledFocusable={running}>
            Back
          </Button>
          <Button type="submit" appearance="primary" disabledFocusable={running}>
            {running ? "Making the vault…" : "Make the vault and take the first snapshot"}
          </Button>
        </>
      }
    >
      <ErrorBar error={error} onDismiss={dismiss} />
      <Field label="Name of the tenant" required {...validation(shown.name)}>
        <Input maxLength={100} value={name} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field
        label="Passphrase"
        required
        hint={`At least ${shortestPassphrase} characters. A few words that do not belong together are easy to keep in mind and hard to guess.`}
        {...validation(shown.passphrase)}
      >
        <Input
          type="password"
          autoComplete="new-password"
          maxLength={1000}
          value={passphrase}
          onChange={(_, { value }) => setPassphrase(value)}
        />
      </Field>
      <Field label="Passphrase again" required {...validation(shown.again)}>
        <Input
          type="password"
          autoComplete="new-password"
          maxLength={1000}
          value={again}
          onChange={(_, { value }) => setAgain(value)}
        />
      </Field>
      <Text className={styles.quiet}>
        The vault will lie in
        <NameText name={connection.vaultPath} />
      </Text>
    </ConnectFrame>
  );
}

type Problems = Partial<Record<"name" | "passphrase" | "again", string>>;

function problemsOf(name: string, passphrase: string, again: string): Problems {
  return {
    ...(name.trim() === "" && { name: "Give the tenant a name, such as that of your organization." }),
    ...(passphrase.length < shortestPassphrase && {
      passphrase: `It is too short. Choose one of at least ${shortestPassphrase} characters.`,
    }),
    ...(passphrase !== again && { again: "The two are not the same. Type it again." }),
  };
}

function validation(problem: string | undefined) {
  return problem === undefined ? {} : { validationMessage: problem };
}

/** A cloud file has a name; else what stands behind the at sign. */
function suggestedName({ name, unattended }: Connection, account: string): string {
  const isCloud = /^(global|us-gov-l[45]|china)$/u.test(name);
  return isCloud && !unattended ? (account.split("@")[1] ?? "") : name;
}
