import { Button, makeStyles, SearchBox, Text, ToggleButton, tokens } from "@fluentui/react-components";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { FilterRegular } from "@fluentui/react-icons/svg/filter";
import { useEffect, useState } from "react";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { count, countOf } from "../../ui/words.ts";
import { useMayKeep } from "../session/use-may-keep.ts";
import { ColumnMenu } from "./column-menu.tsx";
import { GroupMenu } from "./group-menu.tsx";
import { SavedFiltersMenu } from "./saved-filters-menu.tsx";
import { withField } from "./selection.ts";
import type { ReportViewState } from "./use-report-view.ts";

const useStyles = makeStyles({
  root: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, flexWrap: "wrap" },
  search: { width: "220px" },
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums", marginLeft: "auto" },
});

/** Between the last key and the search: quick enough to feel immediate, slow enough not to search each letter. */
const typingPauseMs = 150;

interface ReportToolbarProps {
  readonly state: ReportViewState;
  readonly matching: number | undefined;
  readonly whole: number;
  readonly showFacets: boolean;
  readonly onShowFacets: (show: boolean) => void;
  readonly onCopy: () => void;
  /** "3 changes copied". */
  readonly copied: string | undefined;
}

export function ReportToolbar({
  state,
  matching,
  whole,
  showFacets,
  onShowFacets,
  onCopy,
  copied,
}: ReportToolbarProps) {
  const styles = useStyles();
  const { filter, selection } = state.view;
  const keepsFilters = useMayKeep();
  const restrictions = Object.keys(filter).length;
  return (
    <div className={styles.root}>
      <ToggleButton
        icon={<FilterRegular />}
        checked={showFacets}
        appearance="subtle"
        {...commandProps("report.filters")}
        onClick={() => onShowFacets(!showFacets)}
      >
        Filters{restrictions > 0 ? ` (${restrictions})` : ""}
      </ToggleButton>
      <NameSearch filter={filter} onFilter={state.setFilter} />
      {/* Their labels are a person's own words: nobody sees to it that they name nobody. Of an export nothing is kept. */}
      {keepsFilters && <SavedFiltersMenu filter={filter} onFilter={state.setFilter} />}
      <GroupMenu group={state.view.group} onGroup={(group) => state.change({ group, opened: null })} />
      <ColumnMenu />
      {restrictions > 0 && (
        <Button appearance="subtle" {...commandProps("report.clear-filters")} onClick={() => state.setFilter({})}>
          Clear filters
        </Button>
      )}
      {(selection.kind === "all" || selection.ids.size > 0) && (
        <Button appearance="subtle" icon={<CopyRegular />} {...commandProps("report.copy")} onClick={onCopy}>
          Copy
        </Button>
      )}
      <Text className={styles.count} role="status">
        {copied !== undefined && `${copied} · `}
        {matching === undefined || matching === whole
          ? countOf(whole, "change", "changes")
          : `${count(matching)} of ${countOf(whole, "change", "changes")}`}
        {selection.kind === "all" && " · all selected"}
        {selection.kind === "ticked" && selection.ids.size > 0 && ` · ${count(selection.ids.size)} selected`}
      </Text>
    </div>
  );
}

interface NameSearchProps {
  readonly filter: ChangeFilter;
  readonly onFilter: (filter: ChangeFilter) => void;
}

function NameSearch({ filter, onFilter }: NameSearchProps) {
  const styles = useStyles();
  const kept = filter.name ?? "";
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  useEffect(() => {
    if (text === kept) return;
    const timer = setTimeout(() => onFilter(withField(filter, "name", text === "" ? undefined : text)), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, kept, filter, onFilter]);
  return (
    <SearchBox
      className={styles.search}
      aria-label="Search by name"
      {...commandProps("page.search")}
      placeholder="Search by name"
      maxLength={500}
      value={text}
      onChange={(_, { value }) => setText(value)}
    />
  );
}
