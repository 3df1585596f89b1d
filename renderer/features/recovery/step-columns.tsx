import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { PlanStep } from "../../../preload/contract/plan.ts";
import type { GridColumn } from "../../ui/grid-column.ts";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { actionWords, count, linkWord } from "../../ui/words.ts";

export const stepColumns: readonly GridColumn<PlanStep>[] = [
  { key: "id", label: "Step", track: "64px", render: ({ id }) => id.replace(/^s/u, "") },
  { key: "action", label: "Action", track: "116px", render: ({ action }) => actionWords[action].verb },
  {
    key: "object",
    label: "Object",
    track: "minmax(160px, 1fr)",
    render: ({ object }) => (
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
    render: (step) => <NameText name={stepSentence(step)} />,
  },
];

/** "department: Sales → Marketing; Members: 3 put back". */
export function stepSentence({ action, attributes, links }: PlanStep): string {
  const parts = attributes.map(({ path, before, after }) =>
    action === "create" ? `${path}: ${brief(after)}` : `${path}: ${brief(before)} → ${brief(after)}`,
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

const briefLength = 40;

function brief(value: JsonValue | undefined): string {
  if (value === undefined) return "not set";
  if (value === null) return "empty";
  if (Array.isArray(value)) return value.length === 1 ? brief(value[0]) : `${count(value.length)} entries`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > briefLength ? `${text.slice(0, briefLength)}…` : text;
}
