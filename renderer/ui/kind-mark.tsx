import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { AddCircleRegular } from "@fluentui/react-icons/svg/add-circle";
import { DeleteRegular } from "@fluentui/react-icons/svg/delete";
import { DeleteArrowBackRegular } from "@fluentui/react-icons/svg/delete-arrow-back";
import { EditRegular } from "@fluentui/react-icons/svg/edit";
import { SubtractCircleRegular } from "@fluentui/react-icons/svg/subtract-circle";
import type { ChangeKind } from "../../preload/contract/change.ts";
import { kindWords } from "./words.ts";

const icons = {
  added: AddCircleRegular,
  removed: SubtractCircleRegular,
  modified: EditRegular,
  "soft-deleted": DeleteRegular,
  restored: DeleteArrowBackRegular,
} as const;

const useStyles = makeStyles({
  root: {
    display: "inline-flex",
    // On a line of text it is as high as the line.
    verticalAlign: "top",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    whiteSpace: "nowrap",
    flexShrink: 0,
  },
  added: { color: tokens.colorPaletteGreenForeground1 },
  removed: { color: tokens.colorPaletteRedForeground1 },
  modified: { color: tokens.colorNeutralForeground2 },
  "soft-deleted": { color: tokens.colorPaletteRedForeground1 },
  restored: { color: tokens.colorPaletteGreenForeground1 },
});

interface KindMarkProps {
  readonly kind: ChangeKind;
  /** Stands in for the word, for instance a count with the word. */
  readonly text?: string;
}

/** A kind of change as icon and word; the colour only repeats them. */
export function KindMark({ kind, text }: KindMarkProps) {
  const styles = useStyles();
  const Icon = icons[kind];
  return (
    <span className={mergeClasses(styles.root, styles[kind])}>
      <Icon fontSize={16} />
      {text ?? kindWords[kind]}
    </span>
  );
}
