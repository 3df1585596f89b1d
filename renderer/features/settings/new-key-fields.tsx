import { Field, Input } from "@fluentui/react-components";
import type { KeyChange, KeyForm } from "./key-changes.ts";

interface NewKeyFieldsProps {
  readonly asksFor: KeyChange["asksFor"];
  readonly form: KeyForm;
  readonly onChange: (form: KeyForm) => void;
}

/** What the new key is called, and a new passphrase twice: nobody sees what is typed there. */
export function NewKeyFields({ asksFor, form, onChange }: NewKeyFieldsProps) {
  const differs = form.repeated !== "" && form.repeated !== form.passphrase;
  return (
    <>
      {asksFor.includes("label") && (
        <Field label="Name" hint="To tell it from the others, such as where the print lies">
          <Input value={form.label} maxLength={200} onChange={(_, { value }) => onChange({ ...form, label: value })} />
        </Field>
      )}
      {asksFor.includes("passphrase") && (
        <>
          <Field label="New passphrase" required>
            <Input
              type="password"
              autoComplete="new-password"
              maxLength={1000}
              value={form.passphrase}
              onChange={(_, { value }) => onChange({ ...form, passphrase: value })}
            />
          </Field>
          <Field
            label="New passphrase again"
            required
            {...(differs && { validationMessage: "The two are not the same." })}
          >
            <Input
              type="password"
              autoComplete="new-password"
              maxLength={1000}
              value={form.repeated}
              onChange={(_, { value }) => onChange({ ...form, repeated: value })}
            />
          </Field>
        </>
      )}
    </>
  );
}
