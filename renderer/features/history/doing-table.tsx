import {
  Link,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import type { Doing, DoingKind } from "../../../preload/contract/history.ts";
import { formatRoute } from "../../navigation/route.ts";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { VerdictMark } from "./job-mark.tsx";

const useStyles = makeStyles({
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
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

/** What was done with the vault, the latest first: how it ended, what, when, by whom. */
export function DoingTable({ label, doings }: { readonly label: string; readonly doings: readonly Doing[] }) {
  const styles = useStyles();
  return (
    <Table aria-label={label} className={styles.table}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell style={{ width: "140px" }}>Verdict</TableHeaderCell>
          <TableHeaderCell style={{ width: "120px" }}>What</TableHeaderCell>
          <TableHeaderCell>Details</TableHeaderCell>
          <TableHeaderCell style={{ width: "210px" }}>When</TableHeaderCell>
          <TableHeaderCell style={{ width: "220px" }}>By</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {doings.map((doing) => (
          <TableRow key={`${doing.kind} ${doing.at} ${doing.sentence}`}>
            <TableCell>
              <VerdictMark verdict={doing.verdict} words={verdictWords(doing)} />
            </TableCell>
            <TableCell>{kindWords[doing.kind]}</TableCell>
            <TableCell className={styles.words}>
              {doing.sentence} {doing.snapshot !== undefined && <OpenSnapshot number={doing.snapshot} />}
            </TableCell>
            <TableCell>
              <Moment iso={doing.at} zone />
            </TableCell>
            <TableCell className={styles.cell}>
              {doing.by === null ? "unknown" : <NameText name={doing.by} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
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
