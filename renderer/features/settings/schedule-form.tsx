import { Button, Field, makeStyles, Select, Switch, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { ScheduleSettings } from "../../../preload/contract/schedule.ts";
import { zoneName } from "../../ui/time.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  hour: { maxWidth: "240px" },
  foot: { display: "flex", gap: tokens.spacingHorizontalS },
});

const hourHint = `By this computer’s clock (${zoneName()}), up to 20 minutes later, the same for this vault every day`;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

interface ScheduleFormProps {
  readonly settings: ScheduleSettings;
  readonly saving: boolean;
  readonly onSave: (settings: ScheduleSettings) => void;
}

/** Whether, and at which hour of this computer's clock. */
export function ScheduleForm({ settings, saving, onSave }: ScheduleFormProps) {
  const styles = useStyles();
  const [chosen, setChosen] = useState(settings);
  const canSave = !saving && (chosen.daily !== settings.daily || chosen.hour !== settings.hour);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) onSave(chosen);
      }}
    >
      <Switch
        label="Take a snapshot every day"
        checked={chosen.daily}
        onChange={(_, { checked }) => setChosen({ ...chosen, daily: checked })}
      />
      <Field className={styles.hour} label="Hour" hint={hourHint}>
        <Select
          value={chosen.hour}
          disabled={!chosen.daily}
          onChange={(_, { value }) => setChosen({ ...chosen, hour: Number(value) })}
        >
          {hours.map((hour) => (
            <option key={hour} value={hour}>{`${String(hour).padStart(2, "0")}:00`}</option>
          ))}
        </Select>
      </Field>
      <div className={styles.foot}>
        <Button type="submit" appearance="primary" disabledFocusable={!canSave}>
          {saving ? "Saving…" : "Save"}
        </Button>
      </div>
    </form>
  );
}
