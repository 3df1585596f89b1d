import { Field, Input } from "@fluentui/react-components";

interface SecretFieldProps {
  readonly value: string;
  readonly hint?: string;
  /** Why the last one did not open the vault. */
  readonly problem?: string;
  readonly onChange: (secret: string) => void;
}

/** A passphrase or recovery key that opens the vault now. */
export function SecretField({ value, hint, problem, onChange }: SecretFieldProps) {
  return (
    <Field
      required
      label="Passphrase or recovery key that opens the vault now"
      {...(hint !== undefined && { hint: <span style={{ overflowWrap: "anywhere" }}>{hint}</span> })}
      {...(problem !== undefined && { validationMessage: problem })}
    >
      <Input
        data-secret
        type="password"
        autoComplete="off"
        maxLength={1000}
        value={value}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}
