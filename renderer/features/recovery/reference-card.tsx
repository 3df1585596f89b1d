import { Radio, RadioGroup, Text } from "@fluentui/react-components";
import { useId } from "react";
import type { DeadReference, PlanAnswer } from "../../../preload/contract/plan.ts";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { visibleName } from "../../ui/visible-text.ts";
import { countOf, partLabel } from "../../ui/words.ts";
import { ReplacementField } from "./replacement-field.tsx";
import { useDecisionStyles } from "./use-decision-styles.ts";

const shownPlaces = 4;

interface ReferenceCardProps {
  readonly reference: DeadReference;
  /** Where a replacement is looked for by its name: the tenant as the plan found it. */
  readonly snapshot: number;
  readonly answer: PlanAnswer | undefined;
  readonly onAnswer: (answer: PlanAnswer) => void;
}

/** One object that is gone and that former values name: leave alone what names it, leave it out, or replace it. */
export function ReferenceCard({ reference, snapshot, answer, onAnswer }: ReferenceCardProps) {
  const shared = useDecisionStyles();
  const title = useId();
  const { id, name, inBin, places } = reference;
  const choose = (value: string) => {
    if (value === "drop" || value === "stop" || value === "replace") onAnswer({ about: id, answer: value });
  };
  return (
    <li className={shared.card}>
      <span className={shared.title} id={title}>
        <TypeIcon type="other" />
        <NameText name={name} besides={id} />
        {inBin ? "is in the recycle bin" : "is gone for good"}
      </span>
      <Text>
        Named by {places.slice(0, shownPlaces).map(placeText).join(", ")}
        {places.length > shownPlaces && ` and ${countOf(places.length - shownPlaces, "other part", "other parts")}`}.
        {inBin && " To restore it, go back and choose its recovery as well."}
      </Text>
      <RadioGroup aria-labelledby={title} value={answer?.answer ?? ""} onChange={(_, { value }) => choose(value)}>
        <Radio value="stop" label="Leave alone what names it: those parts stay as they are now" />
        <Radio value="drop" label="Put those parts back without it" />
        <Radio value="replace" label="Put another object in its place" />
      </RadioGroup>
      {answer?.answer === "replace" && (
        <ReplacementField
          snapshot={snapshot}
          chosen={answer.with}
          onChoose={(other) => onAnswer({ about: id, answer: "replace", with: other })}
        />
      )}
    </li>
  );
}

function placeText({ object, path }: DeadReference["places"][number]): string {
  const name = visibleName(object.name);
  return path === undefined ? name : `${name} (${partLabel(path)})`;
}
