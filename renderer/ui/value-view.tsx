import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";
import { NamedId } from "./named-id.tsx";
import { valueWord } from "./value-words.ts";
import { visibleText } from "./visible-text.ts";
import { countOf } from "./words.ts";

const longText = 400;
const shownItems = 12;

const useStyles = makeStyles({
  absent: { fontStyle: "italic", color: tokens.colorNeutralForeground3 },
  text: { overflowWrap: "anywhere", whiteSpace: "pre-wrap", unicodeBidi: "isolate" },
  code: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  list: { margin: 0, padding: 0, listStyleType: "none", display: "flex", flexDirection: "column", gap: "2px" },
  item: { display: "flex", gap: tokens.spacingHorizontalXS, minWidth: 0, alignItems: "baseline" },
  sign: { fontFamily: tokens.fontFamilyMonospace, flexShrink: 0 },
  removed: { color: tokens.colorPaletteRedForeground1 },
  added: { color: tokens.colorPaletteGreenForeground1 },
});

interface ValueViewProps {
  /** Undefined: not set at all. */
  readonly value: JsonValue | undefined;
  readonly names: ObjectNames;
  /** The other side of the change: items that it lacks are marked. */
  readonly other?: JsonValue | undefined;
  readonly side?: "before" | "after";
  /** Of the attribute: Graph's words in it are said as the Entra admin centre does. */
  readonly path?: string | undefined;
}

/** One value as people read it: ids as names (the id in the title), sets as items, nothing as words. */
export function ValueView({ value, names, other, side, path = "" }: ValueViewProps) {
  const styles = useStyles();
  if (value === undefined) return <span className={styles.absent}>not set</span>;
  if (value === null) return <span className={styles.absent}>empty</span>;
  if (value === "") return <span className={styles.absent}>empty text</span>;
  if (typeof value === "string") return <TextView text={value} names={names} path={path} />;
  if (typeof value !== "object") return <span>{String(value)}</span>;
  if (isList(value)) return <ListView items={value} names={names} other={other} side={side} path={path} />;
  const strength = isJsonObject(value) ? strengthIn(value, names) : undefined;
  if (strength !== undefined) return <TextView text={strength} names={names} path={path} />;
  return <LongText text={JSON.stringify(value, null, 2)} className={styles.code} />;
}

/** An authentication strength stands in a policy with all that it holds: only which one it is counts. */
function strengthIn({ id }: JsonObject, names: ObjectNames): string | undefined {
  return typeof id === "string" && names[id]?.type === "authenticationStrengthPolicy" ? id : undefined;
}

interface TextViewProps {
  readonly text: string;
  readonly names: ObjectNames;
  readonly path: string;
}

function TextView({ text, names, path }: TextViewProps) {
  const styles = useStyles();
  const known = names[text];
  if (known !== undefined) return <NamedId name={known.name} id={text} />;
  const word = valueWord(path, text);
  if (word !== undefined) return <span title={text}>{word}</span>;
  return <LongText text={text} className={styles.text} />;
}

function LongText({ text, className }: { readonly text: string; readonly className: string }) {
  const [whole, setWhole] = useState(false);
  const short = whole || text.length <= longText;
  return (
    <>
      <span className={className}>{visibleText(short ? text : `${text.slice(0, longText)}…`)}</span>
      {!short && (
        <Button appearance="transparent" size="small" onClick={() => setWhole(true)}>
          Show all {countOf(text.length, "character", "characters")}
        </Button>
      )}
    </>
  );
}

interface ListViewProps {
  readonly items: readonly JsonValue[];
  readonly names: ObjectNames;
  readonly other: JsonValue | undefined;
  readonly side: "before" | "after" | undefined;
  readonly path: string;
}

function ListView({ items, names, other, side, path }: ListViewProps) {
  const styles = useStyles();
  const [whole, setWhole] = useState(false);
  if (items.length === 0) return <span className={styles.absent}>empty list</span>;
  const others = new Set(isList(other) ? other.map((item) => JSON.stringify(item)) : []);
  const marked = items.map((item) => ({ item, differs: !others.has(JSON.stringify(item)) }));
  // What differs comes first: it is what people look for.
  const sorted =
    side === undefined ? marked : [...marked.filter((each) => each.differs), ...marked.filter((each) => !each.differs)];
  const shown = whole ? sorted : sorted.slice(0, shownItems);
  return (
    <>
      <ul className={styles.list}>
        {shown.map(({ item, differs }) => (
          <li key={JSON.stringify(item)} className={styles.item}>
            {side !== undefined && differs && <Sign side={side} />}
            <ValueView value={item} names={names} path={path} />
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button appearance="transparent" size="small" onClick={() => setWhole(true)}>
          Show all {countOf(sorted.length, "entry", "entries")}
        </Button>
      )}
    </>
  );
}

function Sign({ side }: { readonly side: "before" | "after" }) {
  const styles = useStyles();
  const removed = side === "before";
  return (
    <span
      className={`${styles.sign} ${removed ? styles.removed : styles.added}`}
      role="img"
      aria-label={removed ? "taken out" : "put in"}
    >
      {removed ? "−" : "+"}
    </span>
  );
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
