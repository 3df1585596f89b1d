import {
  Button,
  makeStyles,
  mergeClasses,
  Switch,
  Tab,
  TabList,
  Text,
  Tooltip,
  tokens,
} from "@fluentui/react-components";
import { ArrowMaximizeRegular } from "@fluentui/react-icons/svg/arrow-maximize";
import { ArrowMinimizeRegular } from "@fluentui/react-icons/svg/arrow-minimize";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import type { ReactNode } from "react";
import { useEffect, useId, useState } from "react";
import type { Change } from "../../../preload/contract/change.ts";
import { riskOf } from "../../../preload/contract/risk.ts";
import type { OpenedChange } from "../../../preload/contract/views.ts";
import { usePreferences } from "../../cache/use-preferences.tsx";
import type { SnapshotRange } from "../../navigation/route.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { KindMark } from "../../ui/kind-mark.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { RiskMark } from "../../ui/risk-mark.tsx";
import { shortWindow } from "../../ui/small-window.ts";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { useEditorAhead } from "../../ui/use-editor-ahead.ts";
import { typeWords } from "../../ui/words.ts";
import { useReview } from "../offline/use-review.ts";
import { useWizard } from "../recovery/wizard-context.tsx";
import { ChangeContent } from "./change-content.tsx";
import { loadDiff, SideBySide } from "./side-by-side.tsx";

const useStyles = makeStyles({
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
  body: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    outlineStyle: "none",
    [shortWindow]: { flexShrink: 0, overflowY: "visible" },
  },
  foot: {
    display: "flex",
    flexWrap: "wrap",
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    "& > .fui-Button": { whiteSpace: "nowrap", flexShrink: 0 },
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: { display: "flex", justifyContent: "space-between", alignItems: "center", flexWrap: "wrap" },
  tabs: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

interface ChangeViewProps {
  readonly open: OpenedChange;
  readonly range: SnapshotRange;
  readonly wide: boolean;
  readonly onWide: (wide: boolean) => void;
  readonly onClose: () => void;
  /** Shows what else belongs to an operation; absent where there is no list of changes. */
  readonly onOperation?: ((correlationId: string) => void) | undefined;
  /** Stands beside the way into the recovery. */
  readonly actions?: ReactNode;
}

/** One change in full: what it is, attribute by attribute or side by side, and the way to put it back. */
export function ChangeView({ open, range, wide, onWide, onClose, onOperation, actions }: ChangeViewProps) {
  const styles = useStyles();
  const { begin } = useWizard();
  const reviewing = useReview() !== undefined;
  const [tab, setTab] = useState("changes");
  const panel = useId();
  const { change } = open;
  const risk = riskOf(change);
  useEditorAhead(loadDiff);
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
        {risk !== undefined && (
          <div className={styles.line}>
            <RiskMark risk={risk} full />
          </div>
        )}
        <div className={styles.bar}>
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
          {tab === "changes" && <IdSwitch />}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <div id={panel} role="tabpanel" aria-label={tab} tabIndex={0} className={styles.body}>
        {tab === "changes" ? (
          <ChangeContent key={change.id} {...open} onOperation={onOperation} />
        ) : (
          <SideBySide before={open.before} after={open.after} />
        )}
      </div>
      {!(reviewing && actions === undefined) && (
        <div className={styles.foot}>
          {!reviewing && (
            <Button icon={<ArrowUndoRegular />} onClick={() => begin({ ...range, filter: { ids: [change.id] } })}>
              Recover this change…
            </Button>
          )}
          {actions}
        </div>
      )}
    </>
  );
}

function IdSwitch() {
  const { preferences, prefer } = usePreferences();
  return (
    <Switch
      label="Show ids"
      checked={preferences.showIds}
      onChange={(_, { checked }) => prefer({ showIds: checked })}
    />
  );
}

interface TitleProps extends Pick<ChangeViewProps, "wide" | "onWide" | "onClose"> {
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
