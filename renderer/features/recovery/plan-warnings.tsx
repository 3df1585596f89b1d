import { Checkbox, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from "@fluentui/react-components";
import { useId } from "react";
import type { PlanWarning } from "../../../preload/contract/plan.ts";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { visibleText } from "../../ui/visible-text.ts";
import { count } from "../../ui/words.ts";
import type { Accepted } from "./wizard-state.ts";
import { warningKey } from "./wizard-state.ts";

const shownObjects = 8;

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  objects: {
    display: "flex",
    flexWrap: "wrap",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: 0,
    listStyleType: "none",
  },
  object: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    maxWidth: "420px",
    minWidth: 0,
    "& > svg": { flexShrink: 0 },
  },
});

const titles = { stop: "Read this first", caution: "Warning", note: "Note" } as const;
const intents = { stop: "error", caution: "warning", note: "info" } as const;

interface PlanWarningsProps {
  readonly warnings: readonly PlanWarning[];
  readonly accepted: Accepted;
  readonly onAccept: (key: string, accepted: boolean) => void;
}

/** What could go wrong. A warning that stops has to be accepted before anything is written. */
export function PlanWarnings({ warnings, accepted, onAccept }: PlanWarningsProps) {
  const styles = useStyles();
  const id = useId();
  if (warnings.length === 0) return null;
  return (
    <section aria-label="Warnings" className={styles.root}>
      {warnings.map((warning) => (
        <MessageBar key={warningKey(warning)} intent={intents[warning.severity]} layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{titles[warning.severity]}</MessageBarTitle>
            <span id={`${id} ${warningKey(warning)}`.replaceAll(" ", "-")}>{visibleText(warning.message)}</span>
            <Objects objects={warning.objects} />
            {warning.severity === "stop" && (
              <div>
                <Checkbox
                  aria-describedby={`${id} ${warningKey(warning)}`.replaceAll(" ", "-")}
                  label="I have read this and want to go on"
                  checked={accepted.has(warningKey(warning))}
                  onChange={(_, { checked }) => onAccept(warningKey(warning), checked === true)}
                />
              </div>
            )}
          </MessageBarBody>
        </MessageBar>
      ))}
    </section>
  );
}

function Objects({ objects }: Pick<PlanWarning, "objects">) {
  const styles = useStyles();
  if (objects.length === 0) return null;
  return (
    <ul className={styles.objects}>
      {objects.slice(0, shownObjects).map(({ type, id, name }) => (
        <li key={id} className={styles.object}>
          <TypeIcon type={type} size={16} />
          <NameText name={name} besides={id} />
        </li>
      ))}
      {objects.length > shownObjects && <li>and {count(objects.length - shownObjects)} more</li>}
    </ul>
  );
}
