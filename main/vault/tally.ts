import type { VaultDatabase } from "./database.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import { sha256, toHex } from "./sha256.ts";

type Value = string | number | Uint8Array | null;

/**
 * The tables that no snapshot's root covers, with their keys. Each has a running sum over its rows in the table `tally`,
 * so that a row that was deleted, altered, exchanged or added past Reinstate, or a page put back to an older state, is
 * noticed.
 */
export const talliedTables = {
  meta: ["name"],
  id_block: ["first"],
  chunk: ["hash"],
  audit_pack: ["snapshot", "part"],
  snapshot: ["number"],
  chain_event: ["sequence"],
  imported_record: ["snapshot"],
  recovery_plan: ["id"],
  recovery_job: ["id"],
  journal: ["job", "sequence"],
  secret: ["name"],
} as const satisfies Record<string, readonly string[]>;

export type TalliedTable = keyof typeof talliedTables;

const modulus = 2n ** 256n;
const scratch = new GrowingBytes(1 << 12);

/** Runs a write to the one row of this key inside a transaction and keeps the table's sum. */
export function tallied(database: VaultDatabase, table: TalliedTable, key: readonly Value[], write: () => void): void {
  const before = rowNumber(database, table, key);
  write();
  const after = rowNumber(database, table, key);
  const sum = (modulus + storedSum(database, table) - before + after) % modulus;
  database.run("INSERT OR REPLACE INTO tally (name, sum) VALUES (?, ?)", table, bytesOf(sum));
}

/** Tables whose rows are not those that were written. */
export function brokenTallies(database: VaultDatabase): readonly (TalliedTable | "tally")[] {
  const tables = Object.keys(talliedTables) as TalliedTable[];
  const surplus = database
    .all<{ name: string }>("SELECT name FROM tally")
    .filter(({ name }) => !Object.hasOwn(talliedTables, name));
  if (surplus.length > 0) return ["tally"];
  return tables.filter((table) => {
    let sum = 0n;
    for (const row of database.iterate<Record<string, Value>>(`SELECT * FROM ${table}`)) sum += numberOf(table, row);
    return sum % modulus !== storedSum(database, table);
  });
}

function rowNumber(database: VaultDatabase, table: TalliedTable, key: readonly Value[]): bigint {
  const where = talliedTables[table].map((name) => `${name} = ?`).join(" AND ");
  const row = database.get<Record<string, Value>>(`SELECT * FROM ${table} WHERE ${where}`, ...key);
  return row === undefined ? 0n : numberOf(table, row);
}

function storedSum(database: VaultDatabase, table: TalliedTable): bigint {
  const row = database.get<{ sum: Uint8Array }>("SELECT sum FROM tally WHERE name = ?", table);
  return row === undefined ? 0n : BigInt(`0x${Buffer.from(row.sum).toString("hex")}`);
}

/** SHA-256 over the table's name and the row's values in the order of its columns, as a number. */
function numberOf(table: TalliedTable, row: Readonly<Record<string, Value>>): bigint {
  scratch.clear();
  scratch.sized(table);
  for (const value of Object.values(row)) {
    if (value instanceof Uint8Array) {
      scratch.byte(1);
      scratch.numberForHash(value.length);
      scratch.bytes(value);
    } else {
      scratch.byte(0);
      scratch.sized(JSON.stringify(value));
    }
  }
  return BigInt(`0x${toHex(sha256(scratch.view()))}`);
}

function bytesOf(sum: bigint): Buffer {
  return Buffer.from(sum.toString(16).padStart(64, "0"), "hex");
}
