import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { ProhibitedRegular } from "@fluentui/react-icons/svg/prohibited";
import { useState } from "react";
import type { ImpossiblePart } from "../../../preload/contract/plan.ts";
import { NameText } from "../../ui/name-text.tsx";
import { visibleText } from "../../ui/visible-text.ts";
import { countOf, partLabel } from "../../ui/words.ts";

const shownParts = 5;
const moreParts = 200;

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
  },
  list: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  item: {
    display: "grid",
    gridTemplateColumns: "minmax(140px, 1fr) minmax(0, 3fr)",
    gap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    "&:last-child": { borderBottomStyle: "none" },
  },
  what: { display: "flex", flexDirection: "column", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What cannot be put back, why, and what a person can do instead. */
export function ImpossibleParts({ parts }: { readonly parts: readonly ImpossiblePart[] }) {
  const styles = useStyles();
  const [shown, setShown] = useState(shownParts);
  if (parts.length === 0) return null;
  return (
    <section aria-label="Cannot be put back" className={styles.root}>
      <h2 className={styles.heading}>
        <ProhibitedRegular fontSize={20} />
        {countOf(parts.length, "part", "parts")} cannot be put back by Reinstate
      </h2>
      <ul className={styles.list}>
        {parts.slice(0, shown).map((part) => (
          <li key={`${part.object.id} ${part.path} ${part.reason}`} className={styles.item}>
            <span className={styles.what}>
              <NameText name={part.object.name} besides={part.object.id} />
              {part.path !== undefined && (
                <NameText className={styles.quiet} name={partLabel(part.path)} besides={part.path} />
              )}
            </span>
            <span className={styles.what}>
              <Text>{visibleText(part.reason)}</Text>
              <Text className={styles.quiet}>Instead: {visibleText(part.manual)}</Text>
            </span>
          </li>
        ))}
      </ul>
      {parts.length > shown && (
        <div>
          <Button appearance="transparent" size="small" onClick={() => setShown(shown + moreParts)}>
            Show more
          </Button>
        </div>
      )}
    </section>
  );
}
