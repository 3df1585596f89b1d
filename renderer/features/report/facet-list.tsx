import { Button, Checkbox, makeStyles, Text, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useState } from "react";
import { count } from "../../ui/words.ts";

const shortList = 6;

const useStyles = makeStyles({
  root: { margin: 0, padding: 0, border: 0, minWidth: 0, display: "flex", flexDirection: "column" },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXXS },
  line: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto", alignItems: "center" },
  label: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  count: { color: tokens.colorNeutralForeground3, fontVariantNumeric: "tabular-nums", paddingRight: "4px" },
  more: { alignSelf: "flex-start", paddingLeft: tokens.spacingHorizontalS },
});

export interface FacetEntry {
  readonly key: string;
  readonly label: ReactNode;
  /** The label as plain text, for the title and the checkbox's name. */
  readonly text: string;
  /** Said in the title besides it. */
  readonly besides?: string;
  readonly count: number;
}

interface FacetListProps {
  readonly legend: string;
  readonly entries: readonly FacetEntry[];
  readonly chosen: readonly string[];
  readonly onToggle: (key: string) => void;
}

/** One group of tick boxes with counts; a long one shows its most frequent entries first. */
export function FacetList({ legend, entries, chosen, onToggle }: FacetListProps) {
  const styles = useStyles();
  const [whole, setWhole] = useState(false);
  const shown = whole ? entries : entries.filter((entry, index) => index < shortList || chosen.includes(entry.key));
  if (entries.length === 0) return null;
  return (
    <fieldset className={styles.root}>
      <legend className={styles.legend}>
        <Text weight="semibold">{legend}</Text>
      </legend>
      {shown.map((entry) => (
        <div
          key={entry.key}
          className={styles.line}
          title={entry.besides === undefined ? entry.text : `${entry.text}\n${entry.besides}`}
        >
          <Checkbox
            size="medium"
            aria-label={`${entry.text}, ${count(entry.count)}`}
            label={{ children: entry.label, className: styles.label }}
            style={{ minWidth: 0 }}
            checked={chosen.includes(entry.key)}
            onChange={() => onToggle(entry.key)}
          />
          <span className={styles.count} aria-hidden="true">
            {count(entry.count)}
          </span>
        </div>
      ))}
      {shown.length < entries.length && (
        <Button appearance="transparent" size="small" className={styles.more} onClick={() => setWhole(true)}>
          Show all {count(entries.length)}
        </Button>
      )}
    </fieldset>
  );
}
