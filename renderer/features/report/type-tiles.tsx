import { makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import type { ChangeKind } from "../../../preload/contract/change.ts";
import { changeKinds } from "../../../preload/contract/change.ts";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { ChangeCounts, ReportSummary } from "../../../preload/contract/views.ts";
import { forTheEar } from "../../ui/for-the-ear.ts";
import { KindMark } from "../../ui/kind-mark.tsx";
import { chosenInOwnColours } from "../../ui/small-window.ts";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { count, kindWords, typeWords } from "../../ui/words.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    flexShrink: 0,
    margin: 0,
    padding: 0,
    border: 0,
  },
  tile: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    minWidth: 0,
    flexGrow: 1,
    flexShrink: 1,
    flexBasis: "118px",
    maxWidth: "220px",
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalMNudge}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: "inherit",
    textAlign: "start",
    cursor: "pointer",
    "&:hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    "&:focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "1px" },
  },
  chosen: {
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
    boxShadow: `inset 0 0 0 1px ${tokens.colorCompoundBrandStroke}`,
    ...chosenInOwnColours,
  },
  head: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
  },
  name: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  kind: { position: "relative" },
  hidden: forTheEar,
  number: { fontVariantNumeric: "tabular-nums" },
  kinds: {
    display: "flex",
    flexWrap: "wrap",
    columnGap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: "tabular-nums",
  },
});

interface TypeTilesProps {
  readonly byType: ReportSummary["byType"];
  readonly chosen: readonly ObjectType[];
  readonly onToggle: (type: ObjectType) => void;
}

/** The report at a glance: how many of each type, and what became of them. A tile shows only its type. */
export function TypeTiles({ byType, chosen, onToggle }: TypeTilesProps) {
  const styles = useStyles();
  const present = objectTypes.filter((type) => totalOf(byType[type]) > 0 || chosen.includes(type));
  return (
    <fieldset className={styles.root} aria-label="Object types">
      {present.map((type) => (
        <button
          key={type}
          type="button"
          title={`${typeWords[type].many}: ${kindsOf(byType[type])}`}
          aria-pressed={chosen.includes(type)}
          className={mergeClasses(styles.tile, chosen.includes(type) && styles.chosen)}
          onClick={() => onToggle(type)}
        >
          <span className={styles.head}>
            <TypeIcon type={type} silent />
            <Text size={500} weight="semibold" className={styles.number}>
              {count(totalOf(byType[type]))}
            </Text>
          </span>
          <span className={styles.name}>{typeWords[type].short}</span>
          <Kinds counts={byType[type]} />
        </button>
      ))}
    </fieldset>
  );
}

/** One kind as its word; several as the marks that the list has too, so that none is cut off. */
function Kinds({ counts }: { readonly counts: ChangeCounts | undefined }) {
  const styles = useStyles();
  // In the order of the filters: the same mark stands at the same place in each tile.
  const present = changeKinds.filter((kind) => presentIn(counts).includes(kind));
  return (
    <span className={styles.kinds}>
      {present.length === 1
        ? kindsOf(counts)
        : present.map((kind) => (
            <span key={kind} className={styles.kind}>
              <KindMark kind={kind} text={count(counts?.[kind] ?? 0)} />
              <span className={styles.hidden}> {kindWords[kind].toLowerCase()} </span>
            </span>
          ))}
    </span>
  );
}

function totalOf(counts: ChangeCounts | undefined): number {
  return counts === undefined ? 0 : changeKinds.reduce((sum, kind) => sum + counts[kind], 0);
}

/** "Modified", or "3 removed, 12 modified" where there is more than one kind. */
function kindsOf(counts: ChangeCounts | undefined): string {
  const present = presentIn(counts);
  const [only] = present;
  if (present.length === 1 && only !== undefined) return kindWords[only].toLowerCase();
  return present.map((kind) => `${count(counts?.[kind] ?? 0)} ${kindWords[kind].toLowerCase()}`).join(", ");
}

/** The most frequent first. */
function presentIn(counts: ChangeCounts | undefined): readonly ChangeKind[] {
  if (counts === undefined) return [];
  return changeKinds.filter((kind) => counts[kind] > 0).toSorted((one, other) => counts[other] - counts[one]);
}
