import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from "@fluentui/react-components";
import type { CopyDescription } from "../../../preload/contract/copies.ts";
import { Moment } from "../../ui/moment.tsx";
import { StateMark } from "./state-mark.tsx";
import { useTableStyles } from "./use-table-styles.ts";

interface CopyTableProps {
  readonly copies: readonly CopyDescription[];
  readonly onRemove: (copy: CopyDescription) => void;
}

/** The copies, each with how its last run left it. */
export function CopyTable({ copies, onRemove }: CopyTableProps) {
  const styles = useTableStyles();
  return (
    <Table aria-label="Copies" className={styles.table}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell>Folder</TableHeaderCell>
          <TableHeaderCell style={{ width: "360px" }}>State</TableHeaderCell>
          <TableHeaderCell style={{ width: "120px" }}>Action</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {copies.map((copy) => (
          <TableRow key={copy.id}>
            <TableCell className={styles.cell}>{copy.folder}</TableCell>
            <TableCell className={styles.cell}>
              <CopyState copy={copy} />
            </TableCell>
            <TableCell>
              <Button size="small" aria-label={`Remove the copy in ${copy.folder}`} onClick={() => onRemove(copy)}>
                Remove…
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function CopyState({ copy }: { readonly copy: CopyDescription }) {
  const styles = useTableStyles();
  const { problem, succeededAt, holds } = copy;
  const last =
    succeededAt === null ? (
      "Never copied"
    ) : (
      <>
        {holds === null ? "Copied" : `Holds up to ${holds}, copied`} <Moment iso={succeededAt} zone />
      </>
    );
  return (
    <>
      {problem !== null && <StateMark state="warning">Failed</StateMark>}
      {problem === null && succeededAt === null && <StateMark state="waiting">Not copied yet</StateMark>}
      {problem === null && succeededAt !== null && <StateMark state="good">Copied</StateMark>}
      {problem !== null && <span className={styles.below}>{problem}</span>}
      <span className={styles.below}>{last}</span>
    </>
  );
}
