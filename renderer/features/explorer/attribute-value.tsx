import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import { Moment } from "../../ui/moment.tsx";
import { ValueView } from "../../ui/value-view.tsx";
import { countOf } from "../../ui/words.ts";
import { LinkTargetView } from "../report/link-target-view.tsx";

const shownRecords = 12;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/u;

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: "none", display: "flex", flexDirection: "column" },
  item: {
    padding: `${tokens.spacingVerticalXS} 0`,
    "& + li": { borderTop: `1px dashed ${tokens.colorNeutralStroke2}` },
  },
});

interface AttributeValueProps {
  readonly value: JsonValue;
  readonly names: ObjectNames;
  readonly path?: string | undefined;
}

/** One value as people read it: a time as a local time, records line by line, the rest as everywhere. */
export function AttributeValue({ value, names, path }: AttributeValueProps) {
  if (typeof value === "string" && moment.test(value)) return <Moment iso={value} />;
  if (Array.isArray(value) && value.length > 0 && value.every(isJsonObject))
    return <Records records={value} names={names} />;
  return <ValueView value={value} names={names} path={path} />;
}

function Records({ records, names }: { readonly records: readonly JsonObject[]; readonly names: ObjectNames }) {
  const styles = useStyles();
  const [whole, setWhole] = useState(false);
  const shown = whole ? records : records.slice(0, shownRecords);
  return (
    <>
      <ul className={styles.list}>
        {shown.map((record, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and two of its records may be the same
          <li key={index} className={styles.item}>
            <LinkTargetView target={record} names={names} />
          </li>
        ))}
      </ul>
      {shown.length < records.length && (
        <Button appearance="transparent" size="small" onClick={() => setWhole(true)}>
          Show all {countOf(records.length, "entry", "entries")}
        </Button>
      )}
    </>
  );
}
