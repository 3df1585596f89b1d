import { Combobox, Field, Option } from "@fluentui/react-components";
import { useState } from "react";
import { useAnswer } from "../../bridge/use-answer.ts";
import { visibleName } from "../../ui/visible-text.ts";
import { typeWords } from "../../ui/words.ts";

const mostShown = 20;

interface ReplacementFieldProps {
  readonly snapshot: number;
  readonly chosen: string | undefined;
  /** Empty while what is typed names no object. */
  readonly onChoose: (id: string) => void;
}

/** Finds the object that takes the place of one that is gone, by part of its name or by its id. */
export function ReplacementField({ snapshot, chosen, onChoose }: ReplacementFieldProps) {
  const [text, setText] = useState(chosen ?? "");
  const wanted = text.trim();
  const input = wanted === "" ? undefined : { snapshot, text: wanted, offset: 0, limit: mostShown };
  const { value: found, loading } = useAnswer("explorer.list", input);
  const rows = wanted === "" ? [] : (found?.rows.filter(({ softDeleted }) => !softDeleted) ?? []);
  const isOpen = wanted !== "" && !loading && rows.length === 0;
  return (
    <Field
      label="Object that takes its place"
      hint="Part of its name, or its id. Of the same type, and there now."
      {...(isOpen ? { validationState: "warning", validationMessage: "Nothing is called that." } : {})}
    >
      <Combobox
        freeform
        clearable
        value={text}
        selectedOptions={chosen === undefined || chosen === "" ? [] : [chosen]}
        onChange={({ target }) => {
          setText(target.value);
          onChoose("");
        }}
        onOptionSelect={(_, { optionValue, optionText }) => {
          setText(optionText ?? "");
          onChoose(optionValue ?? "");
        }}
      >
        {rows.map(({ type, id, name, besides }) => (
          <Option key={id} value={id} text={name}>
            {`${visibleName(name)} (${typeWords[type].one}${besides === null ? "" : `, ${besides}`}, ${id})`}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
