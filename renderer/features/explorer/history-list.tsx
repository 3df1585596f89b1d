import { makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { QuestionCircleRegular } from "@fluentui/react-icons/svg/question-circle";
import type { HistorySide } from "../../../preload/contract/views.ts";
import type { SnapshotRange } from "../../navigation/route.ts";
import { KindMark } from "../../ui/kind-mark.tsx";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { chosenInOwnColours } from "../../ui/small-window.ts";
import { linkWord, partLabel } from "../../ui/words.ts";
import type { HistoryEntry, HistoryItem } from "./history-items.ts";

const shownParts = 6;

const useStyles = makeStyles({
  root: { margin: 0, padding: 0, listStyleType: "none", display: "flex", flexDirection: "column", gap: "6px" },
  change: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXXS,
    width: "100%",
    boxSizing: "border-box",
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: "inherit",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: "start",
    cursor: "pointer",
    "&:hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    "&:focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-1px" },
  },
  opened: {
    backgroundColor: tokens.colorBrandBackground2,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
    ...chosenInOwnColours,
    "&:hover": { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  line: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, minWidth: 0 },
  end: { marginLeft: "auto", flexShrink: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  what: { fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere" },
  gap: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr)",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusLarge,
    overflowWrap: "anywhere",
  },
  same: {
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground3,
  },
});

interface HistoryListProps {
  readonly items: readonly HistoryItem[];
  readonly opened: SnapshotRange | null;
  readonly onOpen: (range: SnapshotRange) => void;
}

/** The moments of an object, the latest first. */
export function HistoryList({ items, opened, onOpen }: HistoryListProps) {
  const styles = useStyles();
  return (
    <ol className={styles.root} aria-label="Moments">
      {items.map((item) => (
        <li key={keyOf(item)}>
          <Item item={item} opened={opened} onOpen={onOpen} />
        </li>
      ))}
    </ol>
  );
}

function keyOf(item: HistoryItem): string {
  switch (item.kind) {
    case "change":
      return `change ${item.entry.to.snapshot}`;
    case "gap":
      return `gap ${item.after?.snapshot ?? ""}`;
    case "same":
      return `same ${item.first.snapshot}`;
    case "first":
      return "first";
  }
}

function Item({ item, opened, onOpen }: Omit<HistoryListProps, "items"> & { readonly item: HistoryItem }) {
  const styles = useStyles();
  switch (item.kind) {
    case "change":
      return <ChangeItem entry={item.entry} opened={opened} onOpen={onOpen} />;
    case "gap":
      return <Gap {...item} />;
    case "same":
      return (
        <div className={styles.same}>
          {item.gone ? "Not there" : "The same"} in {sidesWords(item.first, item.last)}
        </div>
      );
    case "first":
      return (
        <div className={styles.same}>
          First seen in snapshot {item.side.snapshot}, <Moment iso={item.side.endedAt} />. What was before is not kept
          here.
        </div>
      );
  }
}

function sidesWords(first: HistorySide, last: HistorySide): string {
  if (first.snapshot === last.snapshot) return `snapshot ${first.snapshot}`;
  return `snapshots ${first.snapshot} to ${last.snapshot}`;
}

function ChangeItem({ entry, opened, onOpen }: Omit<HistoryListProps, "items"> & { readonly entry: HistoryEntry }) {
  const styles = useStyles();
  const { from, to, change } = entry;
  const isOpen = opened?.from === from.snapshot && opened.to === to.snapshot;
  const [event] = change.attribution.events;
  return (
    <button
      type="button"
      className={mergeClasses(styles.change, isOpen && styles.opened)}
      {...(isOpen ? { "aria-current": true } : {})}
      onClick={() => onOpen({ from: from.snapshot, to: to.snapshot })}
    >
      <span className={styles.line}>
        <KindMark kind={change.kind} />
        <span className={mergeClasses(styles.quiet, styles.end)}>
          Snapshot {from.snapshot} → {to.snapshot}
        </span>
      </span>
      <span className={styles.what} title={entry.change.attributes.map(({ path }) => path).join("\n")}>
        {whatWords(entry)}
      </span>
      <span className={mergeClasses(styles.line, styles.quiet)}>
        {event === undefined ? <QuestionCircleRegular fontSize={16} /> : <PersonRegular fontSize={16} />}
        <NameText name={actorWords(entry)} />
        <Text className={styles.end}>
          {event === undefined ? (
            <>
              before <Moment iso={to.endedAt} />
            </>
          ) : (
            <Moment iso={event.at} />
          )}
        </Text>
      </span>
    </button>
  );
}

/** "department, Members and 3 more". */
function whatWords({ change: { attributes, links, kind }, names }: HistoryEntry): string {
  const parts = [...attributes.map(({ path }) => partLabel(path, names)), ...links.map(({ link }) => linkWord(link))];
  if (parts.length === 0) return kind === "added" ? "The object came" : "The object as a whole";
  const more = parts.length - shownParts;
  return `${parts.slice(0, shownParts).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function actorWords({ change: { attribution } }: HistoryEntry): string {
  const [event] = attribution.events;
  if (event === undefined) return "Who is unknown";
  return attribution.status === "several" ? `${event.actor} and others` : event.actor;
}

function Gap({ after, before, reasons }: Extract<HistoryItem, { readonly kind: "gap" }>) {
  const styles = useStyles();
  return (
    <div className={styles.gap}>
      <QuestionCircleRegular fontSize={20} />
      <div>
        <Text weight="semibold">
          Not known {after === null ? "before" : before === null ? "since" : "between"}{" "}
          {after && <Place side={after} />}
          {after !== null && before !== null && " and "}
          {before && <Place side={before} />}
        </Text>
        {reasons.map((reason) => (
          <Text key={reason} block className={styles.quiet}>
            {reason}
          </Text>
        ))}
      </div>
    </div>
  );
}

function Place({ side }: { readonly side: HistorySide }) {
  return (
    <>
      snapshot {side.snapshot} (<Moment iso={side.endedAt} />)
    </>
  );
}
