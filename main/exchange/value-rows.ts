import type { JsonValue } from "../../preload/contract/json-value.ts";
import { partWords } from "../../preload/contract/part-words.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";
import { valueText } from "./value-text.ts";

/** What, what is there now, what will be there. */
export type ValueRow = readonly [what: string, now: string, then: string];

/** Lists up to this long are read as a whole; of longer ones only what comes and goes. */
const shortList = 4;

/** One difference of a value, as a person can check it. */
export function valueRow(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  names: ObjectNames,
): ValueRow {
  const what = partWords(path, names);
  const [now, then] = [textsIn(before), textsIn(after)];
  if (now === undefined || then === undefined || Math.max(now.length, then.length) <= shortList)
    return [what, valueText(before, names), valueText(after, names)];
  const [gone, come] = [now.filter((item) => !then.includes(item)), then.filter((item) => !now.includes(item))];
  const list = (items: readonly string[]) => valueText(items, names);
  return [
    what,
    `${now.length} entries`,
    [
      `${then.length} entries`,
      ...(gone.length === 0 ? [] : [`taken out: ${list(gone)}`]),
      ...(come.length === 0 ? [] : [`put in: ${list(come)}`]),
    ].join("\n"),
  ];
}

function textsIn(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((item): item is string => typeof item === "string");
  return texts.length === value.length ? texts : undefined;
}
