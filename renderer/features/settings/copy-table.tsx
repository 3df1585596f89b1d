import { Button, TableCell, TableRow } from "@fluentui/react-components";
import type { CopyDescription } from "../../../preload/contract/copies.ts";
import { Moment } from "../../ui/moment.tsx";
import { PlainTable } from "../../ui/plain-table.tsx";
import { useTableStyles } from "../../ui/use-table-styles.ts";
import { StateMark } from "./state-mark.tsx";

interface CopyTableProps {
  readonly copies: readonly CopyDescription[];
  readonly onRemove: (copy: CopyDescription) => void;
}

const columns = ["Folder", { name: "State", width: "360px" }, { name: "Action", width: "120px" }] as const;

/** The copies, each with how its last run left it. */
export function CopyTable({ copies, onRemove }: CopyTableProps) {
  const styles = useTableStyles();
  return (
    <PlainTable label="Copies" columns={columns}>
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
    </PlainTable>
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
        {holds === null ? "Copied" : `Holds up to ${holds}, copied`} <Moment iso={succeededAt} />
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
