import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { binUnreadWords, type Change } from "../../../preload/contract/change.ts";
import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import { AttributeTable } from "./attribute-table.tsx";
import { AttributionCard } from "./attribution-card.tsx";
import { LinkChanges } from "./link-changes.tsx";
import { ObjectProperties } from "./object-properties.tsx";
import { AddNoteButton, ReviewNote } from "./review-note.tsx";
import { useReviewNote } from "./use-review-note.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
  },
});

interface ChangeContentProps {
  readonly change: Change;
  readonly before: DirectoryObject | null;
  readonly after: DirectoryObject | null;
  readonly names: ObjectNames;
  readonly onOperation?: ((correlationId: string) => void) | undefined;
}

/** Who did it, which attributes, which links; for an object that came or went, the object itself. */
export function ChangeContent({ change, before, after, names, onOperation }: ChangeContentProps) {
  const styles = useStyles();
  const noting = useReviewNote(`${change.type} ${change.id}`);
  const parts = [...change.attributes.map(({ path }) => path), ...change.links.map(({ link }) => link)];
  const whole = change.kind === "added" ? after : change.kind === "removed" ? before : null;
  return (
    <div className={styles.root}>
      {noting !== undefined && <ReviewNote {...noting} />}
      {change.binUnread === true && <Text weight="semibold">{binUnreadWords}</Text>}
      <AttributionCard attribution={change.attribution} parts={parts} names={names} onOperation={onOperation} />
      {change.attributes.length > 0 && <AttributeTable attributes={change.attributes} names={names} />}
      {change.links.map((link) => (
        <LinkChanges key={link.link} change={link} names={names} />
      ))}
      {whole !== null && <ObjectProperties object={whole} names={names} gone={change.kind === "removed"} />}
      {noting !== undefined && <AddNoteButton {...noting} />}
    </div>
  );
}
