import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { DocumentTableRegular } from "@fluentui/react-icons/svg/document-table";
import { useRef } from "react";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { countOf } from "../../ui/words.ts";
import { withField } from "../report/selection.ts";
import type { Choice } from "./wizard-state.ts";

const useStyles = makeStyles({
  line: { display: "flex", gap: tokens.spacingHorizontalS, flexWrap: "wrap", alignItems: "center" },
  quiet: { color: tokens.colorNeutralForeground3 },
  group: { border: 0, margin: 0, padding: 0, display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold },
});

interface ObjectChoiceProps {
  readonly choice: Choice;
  readonly onFilter: (filter: Choice["filter"]) => void;
}

/** Which objects, by a list of ids from a file. It takes the place of what was ticked. */
export function ObjectChoice({ choice, onFilter }: ObjectChoiceProps) {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const file = useRef<HTMLInputElement>(null);
  const { filter } = choice;
  const read = (chosen: File | undefined) =>
    run(async () => {
      if (chosen === undefined) return;
      const ids = await client.call("report.idsInCsv", { text: await chosen.text() });
      onFilter(withField(filter, "ids", ids));
    });
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Only certain objects</legend>
      <ErrorBar error={error} onDismiss={dismiss} />
      <input
        ref={file}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        aria-label="CSV file with ids"
        onChange={({ target }) => {
          read(target.files?.[0]);
          // The same file may be chosen once more, after it was mended.
          target.value = "";
        }}
      />
      <div className={styles.line}>
        <Button
          size="small"
          icon={<DocumentTableRegular />}
          disabledFocusable={running}
          onClick={() => file.current?.click()}
        >
          Ids from a CSV file…
        </Button>
        {filter.ids !== undefined && (
          <Button size="small" appearance="subtle" onClick={() => onFilter(withField(filter, "ids", undefined))}>
            All objects again
          </Button>
        )}
      </div>
      <Text size={200} className={styles.quiet}>
        {filter.ids === undefined
          ? "The column “id” or “object id”, or else the first one."
          : `${countOf(filter.ids.length, "object is", "objects are")} ticked or listed; what has not changed among them needs nothing.`}
      </Text>
    </fieldset>
  );
}
