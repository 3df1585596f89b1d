import { Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow } from "@fluentui/react-components";
import type { PermissionFact } from "../../../preload/contract/tenant-facts.ts";
import { permissionWords } from "../session/permission-words.ts";
import { StateMark } from "./state-mark.tsx";
import { useTableStyles } from "./use-table-styles.ts";

const stateWords: Readonly<Record<PermissionFact["state"], string>> = {
  granted: "Granted",
  missing: "Missing",
  asked: "Asked for when needed",
  unknown: "Not known",
};

const marks = { granted: "good", missing: "warning", asked: "waiting", unknown: "waiting" } as const;

/** Each permission, what it is for, and whether it is there. */
export function PermissionTable({ permissions }: { readonly permissions: readonly PermissionFact[] }) {
  const styles = useTableStyles();
  return (
    <Table className={styles.table} aria-label="Permissions">
      <TableHeader>
        <TableRow>
          <TableHeaderCell>Permission</TableHeaderCell>
          <TableHeaderCell>What for</TableHeaderCell>
          <TableHeaderCell style={{ width: "200px" }}>State</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {permissions.map(({ name, state }) => (
          <TableRow key={name}>
            <TableCell className={styles.cell}>{name}</TableCell>
            <TableCell className={styles.cell}>{permissionWords(name)}</TableCell>
            <TableCell className={styles.cell}>
              <StateMark state={marks[state]}>{stateWords[state]}</StateMark>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
