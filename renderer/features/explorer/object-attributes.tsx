import { Button, makeStyles, SearchBox, Switch, Text, tokens } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import type { OpenedObject } from "../../../preload/contract/views.ts";
import { goTo } from "../../navigation/use-route.ts";
import { forTheEar } from "../../ui/for-the-ear.ts";
import { PathText } from "../../ui/path-text.tsx";
import { count, countOf, linkWord, partLabel } from "../../ui/words.ts";
import { attributeRows } from "./attribute-rows.ts";
import { AttributeValue } from "./attribute-value.tsx";
import { UnknownParts } from "./unknown-parts.tsx";

const shownRows = 300;

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", padding: `0 ${tokens.spacingHorizontalL}` },
  bar: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    flexWrap: "wrap",
    padding: `${tokens.spacingVerticalS} 0`,
  },
  search: { width: "280px", maxWidth: "100%" },
  count: { color: tokens.colorNeutralForeground2, marginLeft: "auto" },
  table: { width: "100%", borderCollapse: "collapse", tableLayout: "fixed" },
  hidden: forTheEar,
  cell: {
    textAlign: "start",
    verticalAlign: "top",
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalSNudge} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    overflow: "hidden",
    overflowWrap: "anywhere",
    fontWeight: tokens.fontWeightRegular,
  },
  nameColumn: { width: "34%" },
  name: { color: tokens.colorNeutralForeground2 },
  nothing: { padding: `${tokens.spacingVerticalL} 0`, color: tokens.colorNeutralForeground2 },
  more: { alignSelf: "flex-start" },
});

interface ObjectAttributesProps {
  readonly object: OpenedObject;
  readonly snapshot: number;
}

/** Attribute by attribute, ids as names unless the ids are asked for; what is empty on demand; what is unknown last. */
export function ObjectAttributes({ object, snapshot }: ObjectAttributesProps) {
  const styles = useStyles();
  const [text, setText] = useState("");
  const [withIds, setWithIds] = useState(false);
  const [withEmpty, setWithEmpty] = useState(false);
  const [shown, setShown] = useState(shownRows);
  const rows = useMemo(() => attributeRows(object.properties), [object]);
  const empty = rows.filter(({ isEmpty }) => isEmpty).length;
  const wanted = text.trim().toLowerCase();
  const matching = rows.filter(({ path, isEmpty }) => (withEmpty || !isEmpty) && isCalled(path, wanted));
  const single = object.links.flatMap(({ link, only }) =>
    only === null || !isCalled(link, wanted) ? [] : [{ link, only }],
  );
  const names = withIds ? {} : object.names;
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <SearchBox
          className={styles.search}
          aria-label="Find an attribute"
          placeholder="Find an attribute"
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
        <Switch label="Ids instead of names" checked={withIds} onChange={(_, { checked }) => setWithIds(checked)} />
        <Switch
          label={`Empty attributes (${count(empty)})`}
          checked={withEmpty}
          onChange={(_, { checked }) => setWithEmpty(checked)}
        />
        <Text className={styles.count} role="status">
          {countOf(matching.length + single.length, "attribute", "attributes")}
        </Text>
      </div>
      <table className={styles.table} aria-label="Attributes">
        <colgroup>
          <col className={styles.nameColumn} />
          <col />
        </colgroup>
        <thead className={styles.hidden}>
          <tr>
            <th scope="col">Attribute</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {single.map(({ link, only }) => (
            <tr key={link}>
              <th scope="row" className={`${styles.cell} ${styles.name}`}>
                {linkWord(link)}
              </th>
              <td className={styles.cell}>
                <SingleTarget row={only} snapshot={snapshot} withId={withIds} />
              </td>
            </tr>
          ))}
          {matching.slice(0, shown).map(({ path, value }) => (
            <tr key={path}>
              <th scope="row" className={`${styles.cell} ${styles.name}`}>
                <PathText path={path} names={object.names} withPath />
              </th>
              <td className={styles.cell}>
                <AttributeValue value={value} names={names} path={withIds ? undefined : path} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {matching.length + single.length === 0 && (
        <Text className={styles.nothing}>
          {wanted === "" ? "All that was read of it is empty." : "No attribute is called that."}
        </Text>
      )}
      {matching.length > shown && (
        <Button appearance="transparent" className={styles.more} onClick={() => setShown(shown + 1000)}>
          Show more ({count(matching.length - shown)} left)
        </Button>
      )}
      <UnknownParts unknown={object.unknown} />
    </div>
  );
}

/** By the words for it or by Graph's path. */
function isCalled(path: string, wanted: string): boolean {
  return [path, partLabel(path)].some((name) => name.toLowerCase().includes(wanted));
}

interface SingleTargetProps {
  readonly row: NonNullable<OpenedObject["links"][number]["only"]>;
  readonly snapshot: number;
  readonly withId: boolean;
}

function SingleTarget({ row: { target, object }, snapshot, withId }: SingleTargetProps) {
  if (object === null || withId) return <AttributeValue value={target} names={{}} />;
  const { type, id, name } = object;
  return (
    <Button
      appearance="transparent"
      size="small"
      style={{ padding: 0, minWidth: 0, maxWidth: "100%" }}
      onClick={() => goTo({ page: "explorer", snapshot, object: { type, id } })}
    >
      <bdi>{name}</bdi>
    </Button>
  );
}
