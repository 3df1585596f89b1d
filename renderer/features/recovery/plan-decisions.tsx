import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { BranchCompareRegular } from "@fluentui/react-icons/svg/branch-compare";
import { useState } from "react";
import type { PlanAnswer } from "../../../preload/contract/plan.ts";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { count, countOf } from "../../ui/words.ts";
import { ConflictCard } from "./conflict-card.tsx";
import { type Decisions, decideAll, differFrom, isComplete, openCount } from "./decisions.ts";
import { idsInConflicts } from "./ids-in-step.ts";
import { PoliciesCard } from "./policies-card.tsx";
import { ReferenceCard } from "./reference-card.tsx";

const shownAtFirst = 10;
const moreAtOnce = 100;

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
  },
  list: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
  },
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: tokens.spacingHorizontalM },
});

interface PlanDecisionsProps {
  readonly plan: PlanSummary;
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
  /** Makes the plan once more, with the decisions in it. */
  readonly onRemake: () => void;
  readonly running: boolean;
}

/** What only a person can decide. What is not decided stays as it is now; the decisions become part of the plan. */
export function PlanDecisions({ plan, decisions, onDecide, onRemake, running }: PlanDecisionsProps) {
  const styles = useStyles();
  const [shown, setShown] = useState(shownAtFirst);
  const { conflicts = [], deadReferences = [], madeAgainPolicies: made } = plan;
  const ids = idsInConflicts(conflicts.slice(0, shown));
  const names =
    useAnswer("object.names", ids.length === 0 ? undefined : { snapshot: plan.found.snapshotNumber, ids }).value ?? {};
  if (conflicts.length + deadReferences.length === 0 && made === undefined) return null;
  const answer = (one: PlanAnswer) => onDecide(new Map([...decisions, [one.about, one]]));
  const open = openCount(plan, decisions);
  return (
    <section aria-label="To decide" className={styles.root}>
      <h2 className={styles.heading}>
        <BranchCompareRegular fontSize={20} />
        {open === 0 ? "All of it is decided" : `${countOf(open, "question", "questions")} to decide`}
      </h2>
      {conflicts.length > 1 && (
        <div className={styles.line}>
          <Text>{count(conflicts.length)} parts were changed by others too.</Text>
          <Button size="small" onClick={() => onDecide(decideAll(decisions, conflicts, "keep"))}>
            Leave them all as they are now
          </Button>
          <Button
            size="small"
            appearance="subtle"
            onClick={() => onDecide(decideAll(decisions, conflicts, "put-back"))}
          >
            Put them all back
          </Button>
        </div>
      )}
      <ul className={styles.list}>
        {conflicts.slice(0, shown).map((conflict) => (
          <ConflictCard
            key={conflict.key}
            conflict={conflict}
            names={names}
            answer={conflictAnswer(decisions.get(conflict.key))}
            onAnswer={(value) => answer({ about: conflict.key, answer: value })}
          />
        ))}
        {deadReferences.slice(0, shown).map((reference) => (
          <ReferenceCard
            key={reference.id}
            reference={reference}
            snapshot={plan.found.snapshotNumber}
            answer={decisions.get(reference.id)}
            onAnswer={answer}
          />
        ))}
        {made !== undefined && <PoliciesCard made={made} answer={decisions.get("policies")} onAnswer={answer} />}
      </ul>
      {Math.max(conflicts.length, deadReferences.length) > shown && (
        <div>
          <Button appearance="transparent" size="small" onClick={() => setShown(shown + moreAtOnce)}>
            Show more
          </Button>
        </div>
      )}
      <div className={styles.line}>
        <Button
          disabledFocusable={running || !differFrom(plan, decisions) || !isComplete(decisions)}
          onClick={onRemake}
        >
          {running ? "Making the plan…" : "Make the plan again with these decisions"}
        </Button>
        <Text>What is not decided stays as it is now.</Text>
      </div>
    </section>
  );
}

function conflictAnswer(answer: PlanAnswer | undefined): "keep" | "put-back" | undefined {
  return answer?.answer === "keep" || answer?.answer === "put-back" ? answer.answer : undefined;
}
