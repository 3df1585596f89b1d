import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { ClockRegular } from "@fluentui/react-icons/svg/clock";
import { ErrorCircleRegular } from "@fluentui/react-icons/svg/error-circle";
import { QuestionCircleRegular } from "@fluentui/react-icons/svg/question-circle";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import { unheardWords } from "../../../preload/contract/recovery-job.ts";
import type { GridColumn } from "../../ui/grid-column.ts";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { actionWords, outcomeWords } from "../../ui/words.ts";
import { stepSentence } from "../recovery/step-columns.tsx";
import type { OutcomeLine, ShownOutcome } from "./job-outcomes.tsx";

export const outcomeColumns: readonly GridColumn<OutcomeLine>[] = [
  { key: "id", label: "Step", track: "64px", render: ({ id }) => id.replace(/^s/u, "") },
  { key: "outcome", label: "Outcome", track: "140px", render: (line) => <OutcomeMark {...line} /> },
  {
    key: "object",
    label: "Object",
    track: "minmax(160px, 1fr)",
    render: ({ named }) =>
      named === undefined ? null : (
        <>
          <TypeIcon type={named.step.object.type} />
          <NameText name={named.step.object.name} besides={named.step.object.id} />
        </>
      ),
  },
  {
    key: "action",
    label: "Action",
    track: "116px",
    from: 620,
    render: ({ named }) => (named === undefined ? null : actionWords[named.step.action].verb),
  },
  {
    key: "reason",
    label: "What was done, or why not",
    track: "minmax(200px, 2fr)",
    from: 520,
    render: (line) => <NameText name={whatWasDone(line)} />,
  },
];

function whatWasDone({ reason, shown, named }: OutcomeLine): string {
  const done = named === undefined ? "" : stepSentence(named);
  return shown === "doubt" ? `${unheardWords} ${done}` : (reason ?? done);
}

export const shownWords: Readonly<Record<ShownOutcome, string>> = { ...outcomeWords, doubt: "In doubt" };

const useStyles = makeStyles({
  root: { display: "inline-flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
  good: { color: tokens.colorPaletteGreenForeground1 },
  mind: { color: tokens.colorPaletteDarkOrangeForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const looks = {
  applied: { Icon: CheckmarkCircleRegular, tone: "good" },
  doubt: { Icon: QuestionCircleRegular, tone: "mind" },
  already: { Icon: CheckmarkCircleRegular, tone: "good" },
  skipped: { Icon: WarningRegular, tone: "mind" },
  failed: { Icon: ErrorCircleRegular, tone: "bad" },
  pending: { Icon: ClockRegular, tone: "quiet" },
  reverted: { Icon: WarningRegular, tone: "mind" },
} as const;

function OutcomeMark({ shown, takenBackBy }: Pick<OutcomeLine, "shown" | "takenBackBy">) {
  const styles = useStyles();
  const { Icon, tone } = looks[shown];
  return (
    <span className={mergeClasses(styles.root, styles[tone])}>
      <Icon fontSize={16} />
      {takenBackBy === undefined ? shownWords[shown] : "Taken back"}
    </span>
  );
}
