import { Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import { PrintRegular } from "@fluentui/react-icons/svg/print";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { useRef, useState } from "react";
import { unknownByReason } from "../../../preload/contract/unknown-by-reason.ts";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { type DocumentFormat, documentFormats, SaveMenu } from "../../ui/save-menu.tsx";
import { SavedBar } from "../../ui/saved-bar.tsx";
import { listInShortWindow } from "../../ui/small-window.ts";
import { useEditorAhead } from "../../ui/use-editor-ahead.ts";
import { useWidth } from "../../ui/use-width.ts";
import { useIsLarge } from "../../ui/window-theme.tsx";
import { count, typeWords } from "../../ui/words.ts";
import { useReview } from "../offline/use-review.ts";
import { useWizard } from "../recovery/wizard-context.tsx";
import { useSession } from "../session/session-context.tsx";
import { ChangeGrid } from "./change-grid.tsx";
import { ChangePane } from "./change-pane.tsx";
import { FacetPanel } from "./facet-panel.tsx";
import { NothingChanged } from "./nothing-changed.tsx";
import { PinButton } from "./pin-button.tsx";
import { ReportPrint } from "./report-print.tsx";
import { ReportSides } from "./report-sides.tsx";
import { ReportToolbar } from "./report-toolbar.tsx";
import { chosenFilter, toggleIn } from "./selection.ts";
import { loadDiff } from "./side-by-side.tsx";
import { TypeTiles } from "./type-tiles.tsx";
import { useFacets } from "./use-facets.ts";
import { useReportView } from "./use-report-view.ts";
import { useTakingOut } from "./use-taking-out.ts";

const useStyles = makeStyles({
  middle: {
    display: "flex",
    flexGrow: 1,
    minHeight: 0,
    gap: tokens.spacingHorizontalL,
    paddingBottom: tokens.spacingVerticalL,
    ...listInShortWindow,
  },
  list: {
    display: "flex",
    flexDirection: "column",
    flexGrow: 1,
    flexBasis: 0,
    minWidth: "280px",
    minHeight: 0,
    gap: tokens.spacingVerticalS,
  },
});

/** Beside an open change there is only room for the filters on a wide screen. */
const roomForAll = 1400;
/** Narrower than this, an open change takes the list's place; in large type, which the height is short for too, a laptop's window is. */
const roomForBoth = 760;

interface ReportScreenProps {
  readonly summary: ReportSummary;
  /** Opens the report anew where the engine has let go of it. */
  readonly onGone: () => void;
}

/** One report: at a glance, as a list, and one change in full. */
export function ReportScreen({ summary, onGone }: ReportScreenProps) {
  const styles = useStyles();
  const { reportId, total } = summary;
  const state = useReportView(reportId);
  useEditorAhead(loadDiff);
  const facets = useFacets(reportId, state.view.filter);
  const middle = useRef<HTMLDivElement>(null);
  const width = useWidth(middle);
  const narrow = width < roomForAll;
  const [facetsWanted, setFacetsWanted] = useState<boolean>();
  const [wide, setWide] = useState(false);
  const saving = useSaving(reportId);
  const out = useTakingOut(reportId, state.view);
  const { session } = useSession();
  const reviewing = useReview() !== undefined;
  const { filter, opened } = state.view;
  const room = roomForBoth * (useIsLarge() ? 1.45 : 1);
  const alone = opened !== null && (wide || (width > 0 && width < room));
  const showFacets = facetsWanted ?? !(opened !== null && narrow);
  return (
    <PageFrame
      title="What changed"
      focusKey={reportId}
      subtitle={<ReportSides from={summary.from} to={summary.to} />}
      actions={
        <>
          {!reviewing && (
            <PinButton comparison={{ from: summary.from.snapshotNumber, to: summary.to.snapshotNumber }} />
          )}
          <SaveMenu words="Save report" formats={documentFormats} onSave={(format) => saving.save(filter, format)} />
          {total > 0 && (
            <Button icon={<PrintRegular />} {...commandProps("report.print")} onClick={out.print}>
              Print
            </Button>
          )}
          {!reviewing && total > 0 && <RecoverButton summary={summary} state={state} matching={facets.total} />}
        </>
      }
    >
      <ErrorBar error={saving.error} onDismiss={saving.dismiss} />
      <ErrorBar error={out.error} onDismiss={out.dismiss} />
      {out.sheet !== undefined && (
        <ReportPrint tenantName={session?.tenant?.name ?? ""} summary={summary} {...out.sheet} onDone={out.printed} />
      )}
      <SavedBar path={saving.path} onDismiss={saving.forget} />
      <Warnings warnings={summary.warnings} />
      <UnknownTypes unknown={summary.unknown} />
      {total === 0 ? (
        <NothingChanged summary={summary} />
      ) : (
        <>
          {!alone && (
            <>
              <TypeTiles
                byType={facets.byType}
                chosen={filter.types ?? []}
                onToggle={(type) => state.setFilter(toggleIn(filter, "types", type))}
              />
              <ReportToolbar
                state={state}
                matching={facets.total}
                whole={total}
                showFacets={showFacets}
                onShowFacets={setFacetsWanted}
                onCopy={() => out.copy()}
                copied={out.copied}
              />
            </>
          )}
          <div ref={middle} className={styles.middle}>
            {showFacets && !alone && <FacetPanel facets={facets} filter={filter} onFilter={state.setFilter} />}
            <div className={styles.list} style={alone ? { display: "none" } : {}}>
              {facets.total === 0 ? (
                <NothingMatches onClear={() => state.setFilter({})} />
              ) : (
                <ChangeGrid summary={summary} state={state} onGone={onGone} onCopy={out.copyRow} />
              )}
            </div>
            {opened !== null && (
              <ChangePane
                summary={summary}
                opened={opened}
                wide={wide}
                onWide={setWide}
                onClose={() => {
                  setWide(false);
                  state.change({ opened: null });
                }}
                onGone={onGone}
                onOperation={(id) => {
                  setWide(false);
                  state.setFilter({ correlation: [id] });
                }}
              />
            )}
          </div>
        </>
      )}
    </PageFrame>
  );
}

interface RecoverButtonProps {
  readonly summary: ReportSummary;
  readonly state: ReturnType<typeof useReportView>;
  readonly matching: number | undefined;
}

function RecoverButton({ summary, state, matching }: RecoverButtonProps) {
  const { begin } = useWizard();
  const { filter, selection } = state.view;
  const ticked = selection.kind === "ticked" ? selection.ids.size : 0;
  const amount = ticked > 0 ? ticked : (matching ?? summary.total);
  const range = { from: summary.from.snapshotNumber, to: summary.to.snapshotNumber };
  return (
    <Button
      appearance="primary"
      icon={<ArrowUndoRegular />}
      disabledFocusable={amount === 0}
      {...commandProps("report.recover")}
      onClick={() => begin({ ...range, filter: chosenFilter(filter, selection) })}
    >
      Recover {count(amount)} {ticked > 0 ? "selected" : Object.keys(filter).length > 0 ? "matching" : "changes"}…
    </Button>
  );
}

function Warnings({ warnings }: Pick<ReportSummary, "warnings">) {
  if (warnings.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Some of these changes may not be real</MessageBarTitle>
        {warnings.map((warning) => (
          <div key={warning} style={{ overflowWrap: "anywhere" }}>
            {warning}
          </div>
        ))}
      </MessageBarBody>
    </MessageBar>
  );
}

function UnknownTypes({ unknown }: Pick<ReportSummary, "unknown">) {
  if (unknown.length === 0) return null;
  return (
    <MessageBar intent={unknown.every(({ onBothSides }) => onBothSides) ? "info" : "warning"} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Not everything could be compared</MessageBarTitle>
        {unknownByReason(unknown).map(({ types, reason }) => (
          <div key={reason}>
            {types.map((type) => typeWords[type].many).join(", ")}: {reason}
          </div>
        ))}
      </MessageBarBody>
    </MessageBar>
  );
}

function NothingMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchRegular />}
      title="No change matches these filters"
      action={<Button onClick={onClear}>Clear all filters</Button>}
    />
  );
}

function useSaving(reportId: string) {
  const client = useClient();
  const { run, error, dismiss } = useAction();
  const [path, setPath] = useState<string>();
  const save = (filter: ReturnType<typeof useReportView>["view"]["filter"], format: DocumentFormat) =>
    run(async () => setPath((await client.call("report.save", { reportId, filter, format })).path));
  return { save, path, error, dismiss, forget: () => setPath(undefined) };
}
