import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  SearchBox,
  Text,
  tokens,
} from "@fluentui/react-components";
import { QuestionCircleRegular } from "@fluentui/react-icons/svg/question-circle";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { useEffect, useRef, useState } from "react";
import type { InputOf } from "../../../preload/contract/methods.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { NamedObjects } from "../../../preload/contract/views.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { usePages } from "../../bridge/use-pages.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { goTo } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Moment } from "../../ui/moment.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { PagedGrid } from "../../ui/paged-grid.tsx";
import { listInShortWindow } from "../../ui/small-window.ts";
import { useEditorAhead } from "../../ui/use-editor-ahead.ts";
import { useWidth } from "../../ui/use-width.ts";
import { count, countOf, typeWords } from "../../ui/words.ts";
import type { ListView } from "./explorer-page.tsx";
import { objectColumns } from "./object-columns.tsx";
import { loadText } from "./object-json.tsx";
import { SnapshotSelect } from "./snapshot-select.tsx";
import { TypeList } from "./type-list.tsx";
import { TypeSelect } from "./type-select.tsx";
import { useTyped } from "./use-typed.ts";

/** Narrower than this, as with 200 % zoom, the types are one field above the list. */
const roomForTypes = 640;

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
    minWidth: 0,
    minHeight: 0,
    gap: tokens.spacingVerticalS,
  },
  bar: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalM, flexWrap: "wrap" },
  search: { width: "380px", maxWidth: "100%" },
  count: { color: tokens.colorNeutralForeground2, marginLeft: "auto" },
});

interface ExplorerListProps {
  readonly record: SnapshotRecord;
  /** Latest first. */
  readonly records: readonly SnapshotRecord[];
  readonly view: ListView;
  readonly onView: (view: ListView) => void;
}

/** A snapshot's objects: by type with counts, by name, and searched. */
export function ExplorerList({ record, records, view, onView }: ExplorerListProps) {
  const styles = useStyles();
  const [text, setText, typed] = useTyped(view.text);
  const { type } = view;
  const middle = useRef<HTMLDivElement>(null);
  const width = useWidth(middle);
  const { pages, found } = useObjects(record, type, text);
  useEditorAhead(loadText);
  // A row belongs to the list that it was opened in.
  const change = (part: Partial<ListView>) => onView({ ...view, row: null, ...part });
  const types = {
    record,
    matching: found?.byType,
    chosen: type,
    onChoose: (next: ListView["type"]) => change({ type: next }),
  };
  const open = (index: number) => {
    const row = pages.item(index);
    if (row === undefined) return;
    onView({ ...view, text, row: index });
    goTo({ page: "explorer", snapshot: record.number, object: { type: row.type, id: row.id } });
  };
  useEffect(() => {
    if (text !== view.text) onView({ ...view, text, row: null });
  }, [text, view, onView]);
  return (
    <PageFrame
      title="Explorer"
      subtitle={
        <>
          What snapshot {record.number} holds, taken <Moment iso={record.endedAt} />
        </>
      }
      actions={
        <SnapshotSelect
          label="Snapshot"
          records={records}
          value={record.number}
          onChange={(snapshot) => goTo({ page: "explorer", snapshot, object: null })}
        />
      }
    >
      <Incomplete record={record} type={type} />
      <div ref={middle} className={styles.middle}>
        {width >= roomForTypes && <TypeList {...types} />}
        <div className={styles.list}>
          <div className={styles.bar}>
            {width < roomForTypes && <TypeSelect {...types} />}
            <SearchBox
              className={styles.search}
              aria-label="Search this snapshot"
              {...commandProps("page.search")}
              placeholder="Search by name, sign-in name or id"
              maxLength={500}
              value={typed}
              onChange={(_, { value }) => setText(value)}
            />
            <Text className={styles.count} role="status">
              {found === undefined ? "" : foundWords(found.total, text)}
            </Text>
          </div>
          {found?.total === 0 ? (
            <NothingFound
              record={record}
              view={{ ...view, text }}
              elsewhere={sumOf(found.byType)}
              onAllTypes={() => change({ type: null })}
              onClear={() => setText("", true)}
            />
          ) : (
            <PagedGrid
              key={pages.total === undefined ? "" : `${type} ${text}`}
              label={type === null ? "Objects" : typeWords[type].many}
              waiting="Reading the names"
              pages={pages}
              columns={objectColumns(type)}
              onOpen={open}
              start={view.row ?? undefined}
            />
          )}
        </div>
      </div>
    </PageFrame>
  );
}

/** The pages of the list; `found` is what was last counted. */
function useObjects(record: SnapshotRecord, type: ListView["type"], text: string) {
  const client = useClient();
  const [found, setFound] = useState<NamedObjects>();
  const pages = usePages(JSON.stringify([record.number, type, text]), async (offset, limit) => {
    const types = type === null ? {} : { types: [type] };
    const input: InputOf<"explorer.list"> = { snapshot: record.number, text, offset, limit, ...types };
    const answer = await client.call("explorer.list", input);
    setFound(answer);
    return { total: answer.total, items: answer.rows };
  });
  return { pages, found: pages.total === undefined ? undefined : found };
}

function foundWords(total: number, text: string): string {
  return text === "" ? countOf(total, "object", "objects") : `${countOf(total, "object", "objects")} found`;
}

function sumOf(byType: NamedObjects["byType"]): number {
  return Object.values(byType).reduce((sum, each) => sum + each, 0);
}

function Incomplete({ record, type }: { readonly record: SnapshotRecord; readonly type: ListView["type"] }) {
  const proof = type === null ? undefined : record.types[type];
  if (type === null || proof === undefined || proof.complete) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{typeWords[type].many} were not read to the end</MessageBarTitle>
        What is listed was there. What is not listed may have been there all the same: {proof.reason}
      </MessageBarBody>
    </MessageBar>
  );
}

interface NothingFoundProps {
  readonly record: SnapshotRecord;
  readonly view: ListView;
  /** How many objects of other types match. */
  readonly elsewhere: number;
  readonly onAllTypes: () => void;
  readonly onClear: () => void;
}

function NothingFound({ record, view: { type, text }, elsewhere, onAllTypes, onClear }: NothingFoundProps) {
  if (type !== null && record.types[type] === undefined)
    return (
      <EmptyState icon={<QuestionCircleRegular />} title={`${typeWords[type].many}: unknown in this snapshot`}>
        Snapshot {record.number} did not ask for them. That says nothing about whether there were any.
      </EmptyState>
    );
  if (text === "" && type !== null)
    return (
      <EmptyState icon={<SearchRegular />} title={`No ${typeWords[type].many.toLowerCase()} in this snapshot`}>
        They were asked for, and there were none.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<SearchRegular />}
      title="Nothing in this snapshot is called that"
      action={
        elsewhere > 0 ? (
          <Button onClick={onAllTypes}>Show {count(elsewhere)} of other types</Button>
        ) : (
          <Button onClick={onClear}>Clear the search</Button>
        )
      }
    >
      Names, user principal names, app ids and object ids are searched. It may be in another snapshot.
    </EmptyState>
  );
}
