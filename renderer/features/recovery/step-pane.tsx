import { Button, makeStyles, Text, Tooltip, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useEffect, useRef } from "react";
import type { PlanStep, StepAction } from "../../../preload/contract/plan.ts";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { useReturnFocus } from "../../ui/use-return-focus.ts";
import { actionWords } from "../../ui/words.ts";
import { AttributeTable } from "../report/attribute-table.tsx";
import { AttributionCard } from "../report/attribution-card.tsx";
import { LinkChanges } from "../report/link-changes.tsx";
import type { NamedStep } from "./use-plan-steps.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
    flexGrow: 1,
    flexBasis: 0,
    minWidth: "340px",
    overflowY: "auto",
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  name: {
    display: "flex",
    margin: 0,
    flexGrow: 1,
    minWidth: 0,
    fontSize: tokens.fontSizeBase400,
    outlineStyle: "none",
  },
});

interface StepPaneProps {
  readonly named: NamedStep;
  readonly onClose: () => void;
}

/** One step in full: every value now and put back. Escape closes it. */
export function StepPane({ named: { step, names }, onClose }: StepPaneProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useReturnFocus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step takes the focus again
  useEffect(() => heading.current?.focus({ preventScroll: true }), [step.id]);
  return (
    <section aria-label="Step" className={styles.root} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <div className={styles.head}>
        <TypeIcon type={step.object.type} silent size={24} />
        <h2 ref={heading} tabIndex={-1} className={styles.name}>
          {actionWords[step.action].verb}:&nbsp;
          <NameText name={step.object.name} besides={step.object.id} />
        </h2>
        <Tooltip content="Close the step" relationship="label">
          <Button appearance="subtle" icon={<DismissRegular />} onClick={onClose} />
        </Tooltip>
      </div>
      <About step={step} />
      {step.attributes.length > 0 && (
        <AttributeTable attributes={step.attributes} names={names} sides={["Now", "Then: put back"]} />
      )}
      {step.links.map(({ link, add, remove }) => (
        <LinkChanges
          key={link}
          change={{ link, added: add, removed: remove }}
          names={names}
          words={{ added: "Put back", removed: "Take out" }}
        />
      ))}
      {step.between !== undefined && (
        <AttributionCard attribution={{ status: statusOf(step.between), events: step.between }} names={names} />
      )}
    </section>
  );
}

const aboutActions: Readonly<Record<StepAction, string>> = {
  update: "Writes these values to the object that is there.",
  link: "Changes only who or what the object points at.",
  restore: "Comes back out of the recycle bin with its id.",
  create: "Is gone for good, so it is made again and gets a new id.",
  delete: "Was added since; it goes to the recycle bin.",
};

function statusOf(events: NonNullable<PlanStep["between"]>): "known" | "several" {
  return events.every(({ actor }) => actor === events[0]?.actor) ? "known" : "several";
}

/** An enterprise application of which the old one is in the recycle bin, where nothing can bring it back any more. */
const leftInBin =
  "Is in the recycle bin, but its application was deleted for good, without which it cannot be restored. So it is made again, with a new id, for the application's new client id.";

const reportOnly = " It was on; it comes back as report-only and stops nobody until somebody switches it on.";

function About({ step }: { readonly step: PlanStep }) {
  const { action, dependsOn, expected, promised, reversible, type } = step;
  const after = dependsOn.map((id) => id.replace(/^s/u, "")).join(", ");
  return (
    <Text>
      {action === "create" && expected.appId !== undefined ? leftInBin : aboutActions[action]}
      {action === "create" && type === "conditionalAccessPolicy" && promised.state === "enabled" && reportOnly}
      {dependsOn.length > 0 && ` Runs after step ${after}.`}
      {!reversible && " This step cannot be undone."}
    </Text>
  );
}
