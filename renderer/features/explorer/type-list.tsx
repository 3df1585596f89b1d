import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { QuestionCircleRegular } from "@fluentui/react-icons/svg/question-circle";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { NamedObjects } from "../../../preload/contract/views.ts";
import { chosenInOwnColours } from "../../ui/small-window.ts";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { count, typeWords } from "../../ui/words.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXXS,
    // As wide as its longest word, also in large type.
    width: "max-content",
    minWidth: "236px",
    flexShrink: 0,
    margin: 0,
    padding: 0,
    border: 0,
    overflowY: "auto",
  },
  type: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr) auto",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: "transparent",
    color: tokens.colorNeutralForeground1,
    fontFamily: "inherit",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: "start",
    cursor: "pointer",
    "&:hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    "&:focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    ...chosenInOwnColours,
  },
  word: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  state: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
  number: { color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  partial: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

export interface TypeListProps {
  readonly record: SnapshotRecord;
  /** How many of each type match; undefined while that is not known. */
  readonly matching: NamedObjects["byType"] | undefined;
  readonly chosen: ObjectType | null;
  readonly onChoose: (type: ObjectType | null) => void;
}

/** The object types with how many there are. One that was not read is unknown, not none. */
export function TypeList({ record, matching, chosen, onChoose }: TypeListProps) {
  const styles = useStyles();
  const numbers = matching ?? record.counts;
  const all = Object.values(numbers).reduce((sum, each) => sum + each, 0);
  return (
    <fieldset className={styles.root} aria-label="Object types">
      <TypeButton label="All types" chosen={chosen === null} onChoose={() => onChoose(null)}>
        <span />
        <span className={styles.word}>All types</span>
        <span className={styles.number}>{count(all)}</span>
      </TypeButton>
      {objectTypes.map((type) => (
        <TypeButton key={type} label={typeWords[type].many} chosen={chosen === type} onChoose={() => onChoose(type)}>
          <TypeIcon type={type} silent />
          <span className={styles.word}>{typeWords[type].short}</span>
          <TypeState record={record} type={type} number={numbers[type]} />
        </TypeButton>
      ))}
    </fieldset>
  );
}

interface TypeButtonProps {
  readonly label: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children: React.ReactNode;
}

function TypeButton({ label, chosen, onChoose, children }: TypeButtonProps) {
  const styles = useStyles();
  return (
    <button
      type="button"
      title={label}
      aria-pressed={chosen}
      className={mergeClasses(styles.type, chosen && styles.chosen)}
      onClick={onChoose}
    >
      {children}
    </button>
  );
}

interface TypeStateProps {
  readonly record: SnapshotRecord;
  readonly type: ObjectType;
  readonly number: number | undefined;
}

function TypeState({ record, type, number }: TypeStateProps) {
  const styles = useStyles();
  const proof = record.types[type];
  if (proof === undefined)
    return (
      <span className={styles.state}>
        <QuestionCircleRegular fontSize={16} title="Unknown: not asked for" />
      </span>
    );
  return (
    <span className={styles.state}>
      {!proof.complete && <WarningRegular fontSize={16} className={styles.partial} title="Not read to the end" />}
      <span className={styles.number}>{count(number ?? 0)}</span>
    </span>
  );
}
