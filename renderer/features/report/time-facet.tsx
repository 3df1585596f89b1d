import { Field, Input, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import { isoOfLocal, localOfIso } from "../../ui/local-times.ts";
import { withField } from "./selection.ts";

const useStyles = makeStyles({
  root: {
    border: 0,
    margin: 0,
    padding: "0 2px",
    minWidth: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
  },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold },
  input: { minWidth: 0, width: "100%" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface TimeFacetProps {
  readonly legend: string;
  /** Beneath the fields. */
  readonly hint: string;
  readonly filter: ChangeFilter;
  readonly onFilter: (filter: ChangeFilter) => void;
}

/** When the changes were made, by the audit records. */
export function TimeFacet({ legend, hint, filter, onFilter }: TimeFacetProps) {
  const styles = useStyles();
  return (
    <fieldset className={styles.root}>
      <legend className={styles.legend}>{legend}</legend>
      <TimeField
        label="At or after"
        value={filter.since}
        onChange={(since) => onFilter(withField(filter, "since", since))}
      />
      <TimeField
        label="At or before"
        value={filter.until}
        onChange={(until) => onFilter(withField(filter, "until", until))}
      />
      <Text size={200} className={styles.quiet}>
        {hint}
      </Text>
    </fieldset>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (iso: string | undefined) => void;
}

/** Half a date is none yet: what is in the field while somebody types is kept beside the filter. */
function TimeField({ label, value, onChange }: TimeFieldProps) {
  const styles = useStyles();
  const [text, setText] = useState(localOfIso(value));
  // A filter that was cleared or taken from the saved ones shows in the field.
  useEffect(() => setText((last) => (isoOfLocal(last) === value ? last : localOfIso(value))), [value]);
  return (
    <Field label={label} size="small">
      <Input
        className={styles.input}
        type="datetime-local"
        size="small"
        value={text}
        onChange={(_, data) => {
          setText(data.value);
          onChange(isoOfLocal(data.value));
        }}
      />
    </Field>
  );
}
