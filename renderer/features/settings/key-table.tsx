import { Button, makeStyles, TableCell, TableRow, Tooltip, tokens } from "@fluentui/react-components";
import { KeyRegular } from "@fluentui/react-icons/svg/key";
import { LockClosedRegular } from "@fluentui/react-icons/svg/lock-closed";
import { PasswordRegular } from "@fluentui/react-icons/svg/password";
import type { SlotDescription } from "../../../preload/contract/views.ts";
import { Moment } from "../../ui/moment.tsx";
import { PlainTable } from "../../ui/plain-table.tsx";
import { useTableStyles } from "../../ui/use-table-styles.ts";
import { keyWords, nameOfKey } from "./key-changes.ts";

const icons = { passphrase: PasswordRegular, recovery: KeyRegular, keystore: LockClosedRegular } as const;

const useStyles = makeStyles({
  kind: { display: "inline-flex", alignItems: "center", gap: tokens.spacingHorizontalS, verticalAlign: "middle" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface KeyTableProps {
  readonly slots: readonly SlotDescription[];
  readonly onRemove: (slot: SlotDescription) => void;
}

const columns = [
  { name: "Kind", width: "220px" },
  "Name",
  { name: "Added", width: "220px" },
  { name: "Action", width: "120px" },
] as const;

/** What opens the vault. The last one that a person holds cannot be removed. */
export function KeyTable({ slots, onRemove }: KeyTableProps) {
  const held = slots.filter(({ kind }) => kind !== "keystore").length;
  return (
    <PlainTable label="Keys" columns={columns}>
      {slots.map((slot) => (
        <KeyRow key={slot.id} slot={slot} isLast={slot.kind !== "keystore" && held === 1} onRemove={onRemove} />
      ))}
    </PlainTable>
  );
}

interface KeyRowProps extends Pick<KeyTableProps, "onRemove"> {
  readonly slot: SlotDescription;
  readonly isLast: boolean;
}

function KeyRow({ slot, isLast, onRemove }: KeyRowProps) {
  const styles = { ...useTableStyles(), ...useStyles() };
  const Icon = icons[slot.kind];
  return (
    <TableRow>
      <TableCell>
        <span className={styles.kind}>
          <Icon fontSize={20} />
          {keyWords[slot.kind]}
        </span>
      </TableCell>
      <TableCell className={styles.cell}>
        {slot.label === "" ? <span className={styles.quiet}>No name ({slot.id})</span> : slot.label}
      </TableCell>
      <TableCell>{slot.createdAt === null ? "With the vault" : <Moment iso={slot.createdAt} />}</TableCell>
      <TableCell>
        <Tooltip
          relationship="description"
          content={isLast ? "The last one cannot be removed: add another first" : "Asks for a passphrase first"}
        >
          <Button
            size="small"
            aria-label={`Remove ${nameOfKey(slot)}`}
            disabledFocusable={isLast}
            onClick={() => onRemove(slot)}
          >
            Remove…
          </Button>
        </Tooltip>
      </TableCell>
    </TableRow>
  );
}
