import { Select } from "@fluentui/react-components";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import { count, typeWords } from "../../ui/words.ts";
import type { TypeListProps } from "./type-list.tsx";

/** The list of types where there is no room for it. */
export function TypeSelect({ record, matching, chosen, onChoose }: TypeListProps) {
  const numbers = matching ?? record.counts;
  const wordsOf = (type: ObjectType) => (record.types[type] === undefined ? "unknown" : count(numbers[type] ?? 0));
  return (
    <Select
      aria-label="Object type"
      value={chosen ?? ""}
      onChange={(_, { value }) => onChoose(objectTypes.find((type) => type === value) ?? null)}
    >
      <option value="">All types</option>
      {objectTypes.map((type) => (
        <option key={type} value={type}>
          {typeWords[type].many} ({wordsOf(type)})
        </option>
      ))}
    </Select>
  );
}
