import { Radio, RadioGroup, Text } from "@fluentui/react-components";
import { useId } from "react";
import type { MadeAgainPolicies, PlanAnswer } from "../../../preload/contract/plan.ts";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { countOf } from "../../ui/words.ts";
import { useDecisionStyles } from "./use-decision-styles.ts";

const shownNames = 4;

interface PoliciesCardProps {
  readonly made: MadeAgainPolicies;
  readonly answer: PlanAnswer | undefined;
  readonly onAnswer: (answer: PlanAnswer) => void;
}

/** Policies that were on and are made again: report-only first, which stops nobody, or on at once. */
export function PoliciesCard({ made: { policies }, answer, onAnswer }: PoliciesCardProps) {
  const shared = useDecisionStyles();
  const title = useId();
  const more = policies.length - shownNames;
  const choose = (value: string) => {
    if (value === "report-only" || value === "switch-on") onAnswer({ about: "policies", answer: value });
  };
  return (
    <li className={shared.card}>
      <span className={shared.title} id={title}>
        <TypeIcon type="conditionalAccessPolicy" />
        {countOf(policies.length, "policy that was on is made again", "policies that were on are made again")}
      </span>
      <Text>
        {policies.slice(0, shownNames).map(({ id, name }, index) => (
          <span key={id}>
            {index > 0 && ", "}
            <NameText name={name} besides={id} />
          </span>
        ))}
        {more > 0 && ` and ${countOf(more, "other", "others")}`}
      </Text>
      <RadioGroup aria-labelledby={title} value={answer?.answer ?? ""} onChange={(_, { value }) => choose(value)}>
        <Radio value="report-only" label="As report-only: nobody is stopped until you have looked and switch on" />
        <Radio value="switch-on" label="Switched on at once: whom it stops shows only then" />
      </RadioGroup>
    </li>
  );
}
