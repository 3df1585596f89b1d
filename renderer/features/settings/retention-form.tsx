import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { RetentionPolicy } from "../../../preload/contract/retention.ts";
import { retentionLimits } from "../../../preload/contract/retention-limits.ts";
import { policyOf, problemOf, type RetentionName, typedPolicy } from "./retention-words.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  fields: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(190px, 1fr))",
    gap: tokens.spacingHorizontalL,
    alignItems: "start",
  },
  foot: { display: "flex", gap: tokens.spacingHorizontalS },
});

const rules: readonly { readonly name: RetentionName; readonly label: string; readonly hint: string }[] = [
  { name: "daily", label: "Daily", hint: "Days of which the best snapshot stays" },
  { name: "weekly", label: "Weekly", hint: "Weeks of which the best snapshot stays" },
  { name: "monthly", label: "Monthly", hint: "Months of which the best snapshot stays" },
  { name: "floorDays", label: "Floor (days)", hint: "Everything this young stays" },
];

interface RetentionFormProps {
  readonly policy: RetentionPolicy;
  readonly saving: boolean;
  readonly onSave: (policy: RetentionPolicy) => void;
}

/** The four rules. Nothing is saved while one of them makes no sense. */
export function RetentionForm({ policy, saving, onSave }: RetentionFormProps) {
  const styles = useStyles();
  const before = typedPolicy(policy);
  const [typed, setTyped] = useState(before);
  const changed = rules.some(({ name }) => typed[name] !== before[name]);
  const sound = rules.every(({ name }) => problemOf(name, typed[name]) === undefined);
  const canSave = changed && sound && !saving;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) onSave(policyOf(typed));
      }}
    >
      <div className={styles.fields}>
        {rules.map(({ name, label, hint }) => {
          const problem = problemOf(name, typed[name]);
          return (
            <Field key={name} label={label} hint={hint} {...(problem && { validationMessage: problem })}>
              <Input
                type="number"
                min={retentionLimits[name].least}
                max={retentionLimits[name].most}
                value={typed[name]}
                onChange={(_, { value }) => setTyped({ ...typed, [name]: value })}
              />
            </Field>
          );
        })}
      </div>
      <div className={styles.foot}>
        <Button type="submit" appearance="primary" disabledFocusable={!canSave}>
          {saving ? "Saving…" : "Save"}
        </Button>
        <Button disabledFocusable={!changed || saving} onClick={() => setTyped(before)}>
          Discard changes
        </Button>
      </div>
    </form>
  );
}
