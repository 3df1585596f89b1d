import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { AddCircleRegular } from "@fluentui/react-icons/svg/add-circle";
import { SubtractCircleRegular } from "@fluentui/react-icons/svg/subtract-circle";
import { useState } from "react";
import type { LinkChange } from "../../../preload/contract/change.ts";
import type { LinkTarget } from "../../../preload/contract/directory-object.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import { count, linkWord } from "../../ui/words.ts";
import { LinkTargetView } from "./link-target-view.tsx";

const shownTargets = 50;

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  list: { margin: 0, padding: 0, listStyleType: "none", display: "flex", flexDirection: "column" },
  item: {
    display: "grid",
    gridTemplateColumns: "96px minmax(0, 1fr)",
    gap: tokens.spacingHorizontalS,
    alignItems: "start",
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  mark: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
  added: { color: tokens.colorPaletteGreenForeground1 },
  removed: { color: tokens.colorPaletteRedForeground1 },
});

interface LinkChangesProps {
  readonly change: LinkChange;
  readonly names: ObjectNames;
  /** What became of the targets: in a report "Added" and "Removed", in a plan "Put back" and "Take out". */
  readonly words?: { readonly added: string; readonly removed: string };
}

/** A link's difference as people, groups and grants. */
export function LinkChanges({ change, names, words = { added: "Added", removed: "Removed" } }: LinkChangesProps) {
  const styles = useStyles();
  const [shown, setShown] = useState(shownTargets);
  const all: readonly (readonly ["added" | "removed", LinkTarget])[] = [
    ...change.removed.map((target) => ["removed", target] as const),
    ...change.added.map((target) => ["added", target] as const),
  ];
  return (
    <section aria-label={linkWord(change.link)} className={styles.root}>
      <Text weight="semibold">
        {linkWord(change.link)}: {sumOf(change, words)}
      </Text>
      <ul className={styles.list}>
        {all.slice(0, shown).map(([side, target]) => (
          <li key={`${side} ${JSON.stringify(target)}`} className={styles.item}>
            <span className={`${styles.mark} ${styles[side]}`}>
              {side === "added" ? <AddCircleRegular fontSize={16} /> : <SubtractCircleRegular fontSize={16} />}
              {words[side]}
            </span>
            <LinkTargetView target={target} names={names} />
          </li>
        ))}
      </ul>
      {all.length > shown && (
        <div>
          <Button size="small" appearance="transparent" onClick={() => setShown(shown + 10 * shownTargets)}>
            Show more ({count(all.length - shown)} left)
          </Button>
        </div>
      )}
    </section>
  );
}

function sumOf({ added, removed }: LinkChange, words: { readonly added: string; readonly removed: string }): string {
  const parts: string[] = [];
  if (removed.length > 0) parts.push(`${count(removed.length)} ${words.removed.toLowerCase()}`);
  if (added.length > 0) parts.push(`${count(added.length)} ${words.added.toLowerCase()}`);
  return parts.join(", ");
}
