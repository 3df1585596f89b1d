import { Badge, Checkbox, makeStyles, Text, tokens } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { tightWindow } from "../../ui/small-window.ts";
import { formatAgo, formatClockTime, formatUtc } from "../../ui/time.ts";
import { count, countOf, typeInSentence, typeWords } from "../../ui/words.ts";
import { incompleteTypes } from "./health.ts";
import { HowRead } from "./how-read.tsx";
import { SnapshotActions } from "./snapshot-actions.tsx";

const useStyles = makeStyles({
  cell: {
    verticalAlign: "top",
    textAlign: "start",
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    fontWeight: tokens.fontWeightRegular,
  },
  // What the snapshot is in one line; what it holds and where it leads below, over the whole width.
  row: {
    [tightWindow]: {
      display: "grid",
      gridTemplateColumns: "max-content max-content minmax(0, 1fr)",
      borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
      "& > *": { borderTopStyle: "none" },
      "& > :nth-child(n + 4)": { gridColumn: "1 / -1" },
    },
    "&:hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  quiet: { color: tokens.colorNeutralForeground3, display: "block" },
  state: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    flexWrap: "wrap",
    minHeight: "32px",
  },
  complete: { color: tokens.colorPaletteGreenForeground1 },
  partial: { color: tokens.colorPaletteDarkOrangeForeground1 },
  line: { minHeight: "32px", display: "flex", alignItems: "center" },
  counts: { display: "block", minHeight: "20px", paddingTop: "6px" },
  reasons: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
});

interface SnapshotRowProps {
  readonly record: SnapshotRecord;
  /** The one before it in time, if there is one. */
  readonly before: SnapshotRecord | undefined;
  readonly selected: boolean;
  readonly onToggle: () => void;
  readonly canCapture: boolean;
  readonly now: number;
}

export function SnapshotRow({ record, before, selected, onToggle, canCapture, now }: SnapshotRowProps) {
  const styles = useStyles();
  const { number, endedAt } = record;
  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.cell}>
        <Checkbox
          label={`#${number}`}
          aria-label={`Select snapshot ${number}`}
          checked={selected}
          onChange={onToggle}
        />
      </th>
      <td className={styles.cell}>
        <time dateTime={endedAt} title={`${formatUtc(endedAt)}\n${formatAgo(endedAt, now)}`} className={styles.line}>
          {formatClockTime(endedAt)}
        </time>
        <Text size={200} className={styles.quiet}>
          {formatAgo(endedAt, now)}
        </Text>
      </td>
      <td className={styles.cell}>
        <State record={record} />
      </td>
      <td className={styles.cell}>
        <Counts record={record} />
        <HowRead record={record} />
      </td>
      <td className={styles.cell}>
        <SnapshotActions record={record} before={before} canCapture={canCapture} />
      </td>
    </tr>
  );
}

function State({ record }: Pick<SnapshotRowProps, "record">) {
  const styles = useStyles();
  const incomplete = incompleteTypes(record);
  return (
    <>
      <span className={styles.state}>
        {record.complete ? (
          <>
            <CheckmarkCircleRegular fontSize={16} className={styles.complete} /> Complete
          </>
        ) : (
          <>
            <WarningRegular fontSize={16} className={styles.partial} /> Partial
          </>
        )}
        {record.origin.kind !== "capture" && (
          <Badge appearance="outline" color="informative">
            {record.origin.kind === "import" ? "Imported" : "Checkpoint"}
          </Badge>
        )}
      </span>
      {incomplete.length > 0 && (
        <ul className={styles.reasons}>
          {incomplete.map(({ type, reason }) => (
            <li key={type}>
              <Text size={200}>
                {typeWords[type].many}: {reason}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A count of one says nothing. */
const oneForTheTenant: readonly ObjectType[] = ["authenticationMethodsPolicy", "authorizationPolicy", "organization"];

function Counts({ record }: Pick<SnapshotRowProps, "record">) {
  const styles = useStyles();
  const present = objectTypes.filter((type) => record.counts[type] !== undefined);
  const total = present.reduce((sum, type) => sum + (record.counts[type] ?? 0), 0);
  const parts = present
    .filter((type) => !oneForTheTenant.includes(type))
    .map((type) => `${count(record.counts[type] ?? 0)} ${typeInSentence(type)}`);
  return (
    <>
      <span className={styles.counts}>{countOf(total, "object", "objects")}</span>
      <Text size={200} className={styles.quiet}>
        {parts.join(" · ")}
      </Text>
    </>
  );
}
