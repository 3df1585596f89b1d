import { Button, Field, Input, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { useAnswer } from "../../bridge/use-answer.ts";
import { typedPath } from "../../ui/words.ts";
import { FacetList } from "../report/facet-list.tsx";
import { partEntry } from "../report/part-entry.ts";
import { withField } from "../report/selection.ts";
import { plannedFilter } from "./planned-filter.ts";
import type { Choice } from "./wizard-state.ts";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  line: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto", gap: tokens.spacingHorizontalS },
});

interface AttributeChoiceProps {
  readonly reportId: string;
  readonly choice: Choice;
  readonly onToggle: (path: string) => void;
}

/** Attributes and links as tick boxes: what is unticked stays as it is now. */
export function AttributeChoice({ reportId, choice, onToggle }: AttributeChoiceProps) {
  const styles = useStyles();
  const filter = withField(plannedFilter(choice), "exceptAttributes", undefined);
  const listed = useAnswer("report.summary", { reportId, filter }).value?.byAttribute ?? [];
  const left = choice.filter.exceptAttributes ?? [];
  const unlisted = left.filter((path) => !listed.some((each) => each.path === path));
  const entries = [...listed, ...unlisted.map((path) => ({ path, count: 0 }))];
  return (
    <>
      <FacetList
        legend="Attributes and links to put back"
        entries={entries.map(partEntry)}
        chosen={entries.map(({ path }) => path).filter((path) => !left.includes(path))}
        onToggle={onToggle}
      />
      <Text size={200} className={styles.quiet}>
        What you untick is left as it is now.
      </Text>
      <AnotherAttribute left={left} known={listed.map(({ path }) => path)} onAdd={onToggle} />
    </>
  );
}

/** For an attribute that is not among the most frequent ones. */
function AnotherAttribute({
  left,
  known,
  onAdd,
}: {
  readonly left: readonly string[];
  readonly known: readonly string[];
  readonly onAdd: (path: string) => void;
}) {
  const styles = useStyles();
  const [path, setPath] = useState("");
  const clean = typedPath(path, known);
  const add = () => {
    if (clean === "" || left.includes(clean)) return;
    onAdd(clean);
    setPath("");
  };
  return (
    <Field label="Leave out another attribute or link" size="small">
      <div className={styles.line}>
        <Input
          size="small"
          aria-label="Leave out another attribute or link"
          placeholder="city"
          maxLength={500}
          value={path}
          onChange={(_, { value }) => setPath(value)}
          onKeyDown={(event) => event.key === "Enter" && add()}
        />
        <Button size="small" disabledFocusable={clean === ""} onClick={add}>
          Leave out
        </Button>
      </div>
    </Field>
  );
}
