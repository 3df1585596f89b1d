import { isJsonObject, type JsonValue } from "../../../preload/contract/json-value.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import type { GridColumn } from "../../ui/grid-column.ts";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { valueWord } from "../../ui/value-words.ts";
import { visibleName } from "../../ui/visible-text.ts";
import { actionWords, count, linkWord, partLabel } from "../../ui/words.ts";
import type { NamedStep } from "./use-plan-steps.ts";

export const stepColumns: readonly GridColumn<NamedStep>[] = [
  { key: "id", label: "Step", track: "64px", render: ({ step }) => step.id.replace(/^s/u, "") },
  { key: "action", label: "Action", track: "116px", render: ({ step }) => actionWords[step.action].verb },
  {
    key: "object",
    label: "Object",
    track: "minmax(160px, 1fr)",
    render: ({ step: { object } }) => (
      <>
        <TypeIcon type={object.type} />
        <NameText name={object.name} besides={object.id} />
      </>
    ),
  },
  {
    key: "what",
    label: "What is written: now → put back",
    track: "minmax(200px, 2fr)",
    from: 520,
    render: (named) => (
      <NameText name={stepSentence(named)} besides={named.step.attributes.map(({ path }) => path).join("\n")} />
    ),
  },
];

/** What people call a text in a value: an object's name for its id, the admin centre's word for Graph's. */
type Said = (text: string) => string;

/** "Department: Sales → Marketing; Members: 3 put back". */
export function stepSentence({ step, names }: NamedStep): string {
  const { action, attributes, links } = step;
  const parts = attributes.map(({ path, before, after }) => {
    const said: Said = (text) => nameIn(names, text) ?? valueWord(path, text) ?? text;
    const words = action === "create" ? brief(after, said) : difference(before, after, said);
    return `${partLabel(path, names)}: ${words}`;
  });
  for (const { link, add, remove } of links) {
    const amounts = [
      ...(add.length > 0 ? [`${count(add.length)} put back`] : []),
      ...(remove.length > 0 ? [`${count(remove.length)} taken out`] : []),
    ];
    parts.push(`${linkWord(link)}: ${amounts.join(", ")}`);
  }
  if (action === "create") parts.unshift("is made again with a new id");
  if (action === "delete") parts.push("goes to the recycle bin");
  if (action === "restore") parts.unshift("comes back out of the recycle bin with its id");
  return parts.join("; ");
}

function difference(before: JsonValue | undefined, after: JsonValue | undefined, said: Said): string {
  return (
    listDifference(before, after, said) ??
    recordDifference(before, after) ??
    `${brief(before, said)} → ${brief(after, said)}`
  );
}

/** A block of several values is opened to be read: the beginning of its JSON would tell nobody anything. */
function recordDifference(before: JsonValue | undefined, after: JsonValue | undefined): string | undefined {
  if (!isJsonObject(before) && !isJsonObject(after)) return undefined;
  if (before == null) return "put back";
  return after == null ? "taken out" : "several values put back";
}

/** For two lists, what is put in and what is taken out: "one → 2 entries" would hide which. */
function listDifference(before: JsonValue | undefined, after: JsonValue | undefined, said: Said): string | undefined {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  const [now, then] = [textsOf(before), textsOf(after)];
  const added = after.filter((_, index) => !now.includes(then[index] ?? ""));
  const removed = before.filter((_, index) => !then.includes(now[index] ?? ""));
  if (added.length + removed.length === 0) return undefined;
  return [...namedParts("put back", added, said), ...namedParts("take out", removed, said)].join(", ");
}

function textsOf(list: readonly JsonValue[]): readonly string[] {
  return list.map((item) => JSON.stringify(item));
}

const mostNamed = 3;

function namedParts(verb: string, items: readonly JsonValue[], said: Said): readonly string[] {
  if (items.length === 0) return [];
  if (items.length > mostNamed) return [`${verb} ${count(items.length)} entries`];
  return [`${verb} ${items.map((item) => brief(item, said)).join(" and ")}`];
}

const briefLength = 40;

function brief(value: JsonValue | undefined, said: Said): string {
  if (value === undefined) return "not set";
  if (value === null) return "empty";
  if (Array.isArray(value) && value.length === 0) return "empty list";
  if (Array.isArray(value)) return value.length === 1 ? brief(value[0], said) : `${count(value.length)} entries`;
  const text = typeof value === "string" ? said(value) : JSON.stringify(value);
  return text.length > briefLength ? `${text.slice(0, briefLength)}…` : text;
}

function nameIn(names: ObjectNames, id: string): string | undefined {
  const known = names[id];
  return known === undefined ? undefined : visibleName(known.name);
}
