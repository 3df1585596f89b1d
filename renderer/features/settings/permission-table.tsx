import { TableCell, TableRow } from "@fluentui/react-components";
import type { PermissionFact } from "../../../preload/contract/tenant-facts.ts";
import { PlainTable } from "../../ui/plain-table.tsx";
import { useTableStyles } from "../../ui/use-table-styles.ts";
import { permissionWords } from "../session/permission-words.ts";
import { StateMark } from "./state-mark.tsx";

const stateWords: Readonly<Record<PermissionFact["state"], string>> = {
  granted: "Granted",
  missing: "Missing",
  asked: "Asked for when needed",
  unknown: "Not known",
};

const marks = { granted: "good", missing: "warning", asked: "waiting", unknown: "waiting" } as const;

const columns = ["Permission", "What for", { name: "State", width: "200px" }] as const;

/** Each permission, what it is for, and whether it is there. */
export function PermissionTable({ permissions }: { readonly permissions: readonly PermissionFact[] }) {
  const styles = useTableStyles();
  return (
    <PlainTable label="Permissions" columns={columns}>
      {permissions.map(({ name, state }) => (
        <TableRow key={name}>
          <TableCell className={styles.cell}>{name}</TableCell>
          <TableCell className={styles.cell}>{permissionWords(name)}</TableCell>
          <TableCell className={styles.cell}>
            <StateMark state={marks[state]}>{stateWords[state]}</StateMark>
          </TableCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}
