import { Button, Field, makeStyles, tokens } from "@fluentui/react-components";
import { KeyRegular } from "@fluentui/react-icons/svg/key";
import type { OfferedFile } from "../../../preload/contract/review.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { NameText } from "../../ui/name-text.tsx";

const useStyles = makeStyles({
  line: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalM, minWidth: 0 },
  button: { whiteSpace: "nowrap", flexShrink: 0 },
});

interface IdentityFieldProps {
  readonly identity: OfferedFile | undefined;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (identity: OfferedFile) => void;
}

/** The age identity file of somebody for whom the export was made. The host asks for it. */
export function IdentityField({ identity, problem, disabled, onChange }: IdentityFieldProps) {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const choose = () =>
    run(async () => {
      const chosen = await client.call("review.chooseIdentity", {});
      if (chosen !== null) onChange(chosen);
    });
  return (
    <>
      <ErrorBar error={error} onDismiss={dismiss} />
      <Field
        required
        label="Your age identity file"
        hint="This export was made for the holders of keys. The file is read to open it and is not kept."
        {...(problem !== undefined && { validationMessage: problem })}
      >
        <div className={styles.line}>
          <Button
            className={styles.button}
            icon={<KeyRegular />}
            disabledFocusable={disabled || running}
            onClick={choose}
          >
            Choose identity file…
          </Button>
          {identity !== undefined && <NameText name={identity.name} />}
        </div>
      </Field>
    </>
  );
}
