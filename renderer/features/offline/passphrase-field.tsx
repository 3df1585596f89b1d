import { Field, Input } from "@fluentui/react-components";
import { useEffect, useId } from "react";

interface PassphraseFieldProps {
  readonly value: string;
  /** Why the last one did not open the export. */
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (passphrase: string) => void;
}

/** The export's own passphrase. It takes the focus, and again when it was wrong. */
export function PassphraseField({ value, problem, disabled, onChange }: PassphraseFieldProps) {
  const id = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal is a new try
  useEffect(() => {
    if (!disabled) document.getElementById(id)?.focus();
  }, [problem, disabled, id]);
  return (
    <Field required label="Passphrase of the export" {...(problem !== undefined && { validationMessage: problem })}>
      <Input
        id={id}
        type="password"
        autoComplete="off"
        maxLength={1000}
        readOnly={disabled}
        value={value}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}
