import { Link, makeStyles, TableCell, TableRow, tokens } from "@fluentui/react-components";
import type { Doing, DoingKind } from "../../../preload/contract/history.ts";
import { formatRoute } from "../../navigation/route.ts";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { PlainTable } from "../../ui/plain-table.tsx";
import { visibleText } from "../../ui/visible-text.ts";
import { VerdictMark } from "./job-mark.tsx";

const useStyles = makeStyles({
  cell: { overflow: "hidden" },
  words: { overflowWrap: "anywhere", paddingTop: tokens.spacingVerticalS, paddingBottom: tokens.spacingVerticalS },
});

const kindWords: Readonly<Record<DoingKind, string>> = {
  capture: "Snapshot",
  checkpoint: "Checkpoint",
  import: "Import",
  check: "Check",
  export: "Export",
  removal: "Thinned out",
  rekey: "New key",
};

const columns = [
  { name: "Verdict", width: "140px" },
  { name: "What", width: "120px" },
  "Details",
  { name: "When", width: "210px" },
  "By",
] as const;

/** What was done with the vault, the latest first: how it ended, what, when, by whom. */
export function DoingTable({ label, doings }: { readonly label: string; readonly doings: readonly Doing[] }) {
  const styles = useStyles();
  return (
    <PlainTable label={label} columns={columns}>
      {doings.map((doing) => (
        <TableRow key={`${doing.kind} ${doing.at} ${doing.sentence}`}>
          <TableCell>
            <VerdictMark verdict={doing.verdict} words={verdictWords(doing)} />
          </TableCell>
          <TableCell>{kindWords[doing.kind]}</TableCell>
          <TableCell className={styles.words}>
            {visibleText(doing.sentence)} {doing.snapshot !== undefined && <OpenSnapshot number={doing.snapshot} />}
          </TableCell>
          <TableCell>
            <Moment iso={doing.at} />
          </TableCell>
          <TableCell className={styles.cell}>{doing.by === null ? "unknown" : <NameText name={doing.by} />}</TableCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}

function OpenSnapshot({ number }: { readonly number: number }) {
  const place = formatRoute({ page: "explorer", snapshot: number, object: null });
  return (
    <Link inline href={place} style={{ whiteSpace: "nowrap" }}>
      Look into snapshot {number}
    </Link>
  );
}

function verdictWords({ kind, verdict }: Doing): string {
  if (kind === "check") return verdict === "complete" ? "Proven" : "Altered";
  if (verdict === "complete") return "Complete";
  return verdict === "partial" ? "Partial" : "Failed";
}
