import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  fields: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(260px, 1fr))",
    gap: tokens.spacingHorizontalL,
    alignItems: "start",
  },
  foot: { display: "flex", gap: tokens.spacingHorizontalS },
});

export interface GeneralSettings {
  /** Of Graph's documented limits, in percent. */
  readonly share: number;
  /** Of one plan, before its warning stops. */
  readonly deletions: number;
  /** Zero: never. */
  readonly idleMinutes: number;
}

type Name = keyof GeneralSettings;

/** As the contract takes them. */
const rules: Readonly<
  Record<Name, { readonly label: string; readonly hint: string; readonly least: number; readonly most: number }>
> = {
  share: {
    label: "Share of the limits (percent)",
    hint: "Of what Microsoft Graph lets one application do in this tenant, for this vault",
    least: 5,
    most: 100,
  },
  deletions: {
    label: "Deletions without a warning",
    hint: "A plan that deletes more than this stops until you accept it; 0: every deletion. For plans from now on",
    least: 0,
    most: 10_000,
  },
  idleMinutes: {
    label: "Lock after (minutes)",
    hint: "Without anybody asking for anything; 0: never. Work under way is finished first",
    least: 0,
    most: 240,
  },
};
const names = Object.keys(rules) as readonly Name[];

interface GeneralFormProps {
  readonly settings: GeneralSettings;
  /** The demo's vault opens by itself. */
  readonly neverLocks: boolean;
  readonly saving: boolean;
  readonly onSave: (settings: GeneralSettings) => void;
}

/** How much of the tenant's allowance is used, what stops a plan, and when the vault locks. Nothing is saved while one makes no sense. */
export function GeneralForm({ settings, neverLocks, saving, onSave }: GeneralFormProps) {
  const styles = useStyles();
  const before = textsOf(settings);
  const [typed, setTyped] = useState<Readonly<Record<Name, string>>>(before);
  const changed = names.some((name) => typed[name] !== before[name]);
  const canSave = changed && !saving && names.every((name) => problemOf(name, typed[name]) === undefined);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) onSave(settingsOf(typed));
      }}
    >
      <div className={styles.fields}>
        {names.map((name) => {
          const { label, hint, least, most } = rules[name];
          const problem = problemOf(name, typed[name]);
          const isFixed = neverLocks && name === "idleMinutes";
          const told = isFixed ? "The demo's vault opens by itself, so it is never locked" : hint;
          return (
            <Field key={name} label={label} hint={told} {...(problem && { validationMessage: problem })}>
              <Input
                type="number"
                min={least}
                max={most}
                disabled={isFixed}
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

function textsOf({ share, deletions, idleMinutes }: GeneralSettings): Readonly<Record<Name, string>> {
  return { share: `${share}`, deletions: `${deletions}`, idleMinutes: `${idleMinutes}` };
}

function settingsOf({ share, deletions, idleMinutes }: Readonly<Record<Name, string>>): GeneralSettings {
  return { share: Number(share), deletions: Number(deletions), idleMinutes: Number(idleMinutes) };
}

function problemOf(name: Name, typed: string): string | undefined {
  const { least, most } = rules[name];
  const value = Number(typed);
  if (/^\d+$/u.test(typed.trim()) && value >= least && value <= most) return undefined;
  return `A whole number from ${least} to ${most}.`;
}
