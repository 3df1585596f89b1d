import { makeStyles, SearchBox, Text, tokens } from "@fluentui/react-components";
import { LinkMultipleRegular } from "@fluentui/react-icons/svg/link-multiple";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import type { LinkSummary, OpenedObject } from "../../../preload/contract/views.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { usePages } from "../../bridge/use-pages.ts";
import { goTo } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PagedGrid } from "../../ui/paged-grid.tsx";
import { count, countOf, linkWord } from "../../ui/words.ts";
import { linkColumns } from "./object-columns.tsx";
import { useTyped } from "./use-typed.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    flexGrow: 1,
    minHeight: 0,
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    paddingTop: tokens.spacingVerticalS,
  },
  bar: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalM, flexWrap: "wrap" },
  search: { width: "280px", maxWidth: "100%" },
  count: { color: tokens.colorNeutralForeground2, marginLeft: "auto" },
});

interface LinkListProps {
  readonly object: OpenedObject;
  readonly snapshot: number;
  readonly link: LinkSummary;
}

/** A link's targets as people, groups and grants, however many there are. Enter opens one. */
export function LinkList({ object: { type, id }, snapshot, link: { link, total } }: LinkListProps) {
  const styles = useStyles();
  const client = useClient();
  const [text, setText, typed] = useTyped("");
  const pages = usePages(JSON.stringify([snapshot, type, id, link, text]), async (offset, limit) => {
    const answer = await client.call("explorer.links", { snapshot, type, id, link, text, offset, limit });
    return { total: answer.total, items: answer.rows };
  });
  const open = (index: number) => {
    const target = pages.item(index)?.object;
    if (target != null) goTo({ page: "explorer", snapshot, object: { type: target.type, id: target.id } });
  };
  if (total === 0)
    return (
      <EmptyState icon={<LinkMultipleRegular />} title={`${linkWord(link)}: none`}>
        They were read, and there were none.
      </EmptyState>
    );
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <SearchBox
          className={styles.search}
          aria-label={`Search in ${linkWord(link)}`}
          placeholder="Search by name or id"
          maxLength={500}
          value={typed}
          onChange={(_, { value }) => setText(value)}
        />
        <Text className={styles.count} role="status">
          {pages.total === undefined || pages.total === total
            ? countOf(total, "entry", "entries")
            : `${count(pages.total)} of ${countOf(total, "entry", "entries")}`}
        </Text>
      </div>
      {pages.total === 0 ? (
        <EmptyState icon={<SearchRegular />} title="None of them is called that" />
      ) : (
        <PagedGrid
          key={text}
          label={linkWord(link)}
          waiting="Reading the names"
          pages={pages}
          columns={linkColumns}
          onOpen={open}
        />
      )}
    </div>
  );
}
