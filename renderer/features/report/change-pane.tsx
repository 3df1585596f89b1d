import { Button, makeStyles, mergeClasses, Tab, TabList, Text, Tooltip, tokens } from "@fluentui/react-components";
import { ArrowMaximizeRegular } from "@fluentui/react-icons/svg/arrow-maximize";
import { ArrowMinimizeRegular } from "@fluentui/react-icons/svg/arrow-minimize";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useEffect, useId, useState } from "react";
import type { Change } from "../../../preload/contract/change.ts";
import type { OutputOf } from "../../../preload/contract/methods.ts";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { KindMark } from "../../ui/kind-mark.tsx";
import { Loading } from "../../ui/loading.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { useReturnFocus } from "../../ui/use-return-focus.ts";
import { typeWords } from "../../ui/words.ts";
import { useWizard } from "../recovery/wizard-context.tsx";
import { ChangeContent } from "./change-content.tsx";
import { SideBySide } from "./side-by-side.tsx";
import type { OpenedChange } from "./use-report-view.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    flexGrow: 1,
    flexBasis: 0,
    minWidth: "400px",
    minHeight: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: "hidden",
  },
  head: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} 0`,
  },
  line: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, minWidth: 0 },
  name: {
    margin: 0,
    display: "flex",
    flexGrow: 1,
    minWidth: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  body: { flexGrow: 1, minHeight: 0, overflowY: "auto", outlineStyle: "none" },
  foot: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tabs: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

type OpenChange = OutputOf<"report.change">;

interface ChangePaneProps {
  readonly summary: ReportSummary;
  readonly opened: OpenedChange;
  readonly wide: boolean;
  readonly onWide: (wide: boolean) => void;
  readonly onClose: () => void;
  readonly onGone: () => void;
}

/** One change in full. Escape closes it. */
export function ChangePane(props: ChangePaneProps) {
  const styles = useStyles();
  const { summary, opened, onClose, onGone } = props;
  useReturnFocus();
  const { type, id } = opened;
  const { value, error, reload } = useAnswer("report.change", { reportId: summary.reportId, type, id });
  const gone = error?.code === "USAGE_NOT_FOUND";
  return (
    <section
      aria-label="Change"
      className={styles.root}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <ErrorBar error={error} onRetry={gone ? onGone : reload} />
      {error === undefined && value === undefined && <Loading what="Reading the change" />}
      {error === undefined && value !== undefined && <OpenedPane {...props} open={value} />}
    </section>
  );
}

function OpenedPane({ summary, wide, onWide, onClose, open }: ChangePaneProps & { readonly open: OpenChange }) {
  const styles = useStyles();
  const { begin } = useWizard();
  const [tab, setTab] = useState("changes");
  const panel = useId();
  const { change } = open;
  const range = { from: summary.from.snapshotNumber, to: summary.to.snapshotNumber };
  return (
    <>
      <div className={styles.head}>
        <Title change={change} wide={wide} onWide={onWide} onClose={onClose} />
        <div className={mergeClasses(styles.line, styles.quiet)}>
          <KindMark kind={change.kind} />
          <span>·</span>
          <Text wrap={false} style={{ flexShrink: 0 }}>
            {typeWords[change.type].one}
          </Text>
          <span>·</span>
          <NameText name={change.id} />
          <CopyButton what="the object's id" text={change.id} />
        </div>
        <TabList
          className={styles.tabs}
          size="small"
          selectedValue={tab}
          onTabSelect={(_, { value }) => setTab(String(value))}
        >
          <Tab value="changes" aria-controls={panel}>
            Changes
          </Tab>
          <Tab value="side-by-side" aria-controls={panel}>
            Side by side
          </Tab>
        </TabList>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <div id={panel} role="tabpanel" aria-label={tab} tabIndex={0} className={styles.body}>
        {tab === "changes" ? (
          <ChangeContent key={change.id} {...open} />
        ) : (
          <SideBySide before={open.before} after={open.after} />
        )}
      </div>
      <div className={styles.foot}>
        <Button icon={<ArrowUndoRegular />} onClick={() => begin({ ...range, filter: { ids: [change.id] } })}>
          Recover this change…
        </Button>
      </div>
    </>
  );
}

interface TitleProps extends Pick<ChangePaneProps, "wide" | "onWide" | "onClose"> {
  readonly change: Change;
}

function Title({ change, wide, onWide, onClose }: TitleProps) {
  const styles = useStyles();
  const heading = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another change takes the focus again
  useEffect(() => document.getElementById(heading)?.focus({ preventScroll: true }), [heading, change.id]);
  const sizeWords = wide ? "Show the list again" : "Use the whole width";
  return (
    <div className={styles.line}>
      <TypeIcon type={change.type} silent size={24} />
      <h2 id={heading} tabIndex={-1} className={styles.name} style={{ outline: "none" }}>
        <NameText name={change.name} />
      </h2>
      <Tooltip content={sizeWords} relationship="label">
        <Button
          appearance="subtle"
          icon={wide ? <ArrowMinimizeRegular /> : <ArrowMaximizeRegular />}
          onClick={() => onWide(!wide)}
        />
      </Tooltip>
      <Tooltip content="Close the change" relationship="label">
        <Button appearance="subtle" icon={<DismissRegular />} onClick={onClose} />
      </Tooltip>
    </div>
  );
}
