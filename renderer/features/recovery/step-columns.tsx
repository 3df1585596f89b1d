import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import type { GridColumn } from "../../ui/grid-column.ts";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
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

/** "Department: Sales → Marketing; Members: 3 put back". */
export function stepSentence({ step, names }: NamedStep): string {
  const { action, attributes, links } = step;
  const parts = attributes.map(({ path, before, after }) =>
    action === "create"
      ? `${partLabel(path, names)}: ${brief(after, names)}`
      : `${partLabel(path, names)}: ${listDifference(before, after, names) ?? `${brief(before, names)} → ${brief(after, names)}`}`,
  );
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

/** For two lists, what is put in and what is taken out: "one → 2 entries" would hide which. */
function listDifference(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  names: ObjectNames,
): string | undefined {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  const [now, then] = [textsOf(before), textsOf(after)];
  const added = after.filter((_, index) => !now.includes(then[index] ?? ""));
  const removed = before.filter((_, index) => !then.includes(now[index] ?? ""));
  if (added.length + removed.length === 0) return undefined;
  return [...namedParts("put back", added, names), ...namedParts("take out", removed, names)].join(", ");
}

function textsOf(list: readonly JsonValue[]): readonly string[] {
  return list.map((item) => JSON.stringify(item));
}

const mostNamed = 3;

function namedParts(verb: string, items: readonly JsonValue[], names: ObjectNames): readonly string[] {
  if (items.length === 0) return [];
  if (items.length > mostNamed) return [`${verb} ${count(items.length)} entries`];
  return [`${verb} ${items.map((item) => brief(item, names)).join(" and ")}`];
}

const briefLength = 40;

function brief(value: JsonValue | undefined, names: ObjectNames): string {
  if (value === undefined) return "not set";
  if (value === null) return "empty";
  if (Array.isArray(value) && value.length === 0) return "empty list";
  if (Array.isArray(value)) return value.length === 1 ? brief(value[0], names) : `${count(value.length)} entries`;
  const text = typeof value === "string" ? nameOrText(value, names) : JSON.stringify(value);
  return text.length > briefLength ? `${text.slice(0, briefLength)}…` : text;
}

function nameOrText(text: string, names: ObjectNames): string {
  const known = names[text];
  return known === undefined ? text : visibleName(known.name);
}
