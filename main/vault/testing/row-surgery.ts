import type Sqlite from "better-sqlite3-multiple-ciphers";

type Value = string | number | bigint | Buffer | null;
type Columns = Record<string, Value>;

/** A row of a table that can be tampered with, found by all its primary key's values. */
export interface RawRow {
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly values: Columns;
  remove(): void;
  alter(column: string): void;
}

export function tablesOf(database: Sqlite.Database): readonly string[] {
  const sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
  return database.prepare(sql).pluck().all() as string[];
}

export function rowsOf(database: Sqlite.Database, table: string): readonly RawRow[] {
  const columns = database.pragma(`table_info(${table})`) as { readonly name: string; readonly pk: number }[];
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const named = keys.length === 0 ? ["rowid"] : keys;
  const rows = database.prepare(`SELECT ${keys.length === 0 ? "rowid, " : ""}* FROM ${table}`).all() as Columns[];
  const where = named.map((name) => `${name} IS ?`).join(" AND ");
  return rows.map((values) => {
    const place = named.map((name) => values[name] ?? null);
    return {
      columns: columns.map(({ name }) => name),
      keys: named,
      values,
      remove: () => run(database, `DELETE FROM ${table} WHERE ${where}`, place),
      alter: (column) =>
        run(database, `UPDATE ${table} SET ${column} = ? WHERE ${where}`, [altered(values[column] ?? null), ...place]),
    };
  });
}

/** The values of the first and the last row change places; their keys stay. */
export function exchangeRows(database: Sqlite.Database, table: string): void {
  const rows = rowsOf(database, table);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return;
  const free = first.columns.filter((column) => !first.keys.includes(column));
  const set = free.map((column) => `${column} = ?`).join(", ");
  for (const [row, other] of [
    [first, last],
    [last, first],
  ] as const) {
    const where = row.keys.map((key) => `${key} IS ?`).join(" AND ");
    const values = [
      ...free.map((column) => other.values[column] ?? null),
      ...row.keys.map((key) => row.values[key] ?? null),
    ];
    run(database, `UPDATE ${table} SET ${set} WHERE ${where}`, values);
  }
}

/** The last row once more, under a key of its own where the table has one. */
export function duplicateRow(database: Sqlite.Database, table: string): void {
  const row = rowsOf(database, table).at(-1);
  if (row === undefined) return;
  const key = row.keys.at(-1) ?? "";
  const values = { ...row.values, ...(key === "rowid" ? {} : { [key]: altered(row.values[key] ?? null) }) };
  const sql = `INSERT INTO ${table} (${row.columns.join(", ")}) VALUES (${row.columns.map(() => "?").join(", ")})`;
  run(
    database,
    sql,
    row.columns.map((column) => values[column] ?? null),
  );
}

function altered(value: Value): Value {
  if (value === null) return 1;
  if (typeof value === "string") return alteredText(value);
  if (Buffer.isBuffer(value)) return value.length === 0 ? Buffer.of(1) : flipped(value);
  return Number(value) + 1000;
}

function alteredText(text: string): string {
  const middle = text.length >> 1;
  return `${text.slice(0, middle)}${text[middle] === "x" ? "y" : "x"}${text.slice(middle + 1)}`;
}

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 0x10;
  return copy;
}

function run(database: Sqlite.Database, sql: string, values: readonly Value[]): void {
  database.prepare(sql).run(...values);
}
