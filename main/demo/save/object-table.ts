import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";

/**
 * Objects with the same property names, column by column: values that come again and again are stored once, with a
 * number a row; others as one JSON text a column.
 */
export interface ObjectTable {
  readonly names: readonly string[];
  readonly count: number;
  readonly columns: readonly Column[];
}

interface Column {
  /** JSON: the distinct values, or every row's value. */
  readonly values: string;
  readonly rows?: Uint16Array;
}

const mostDistinct = 4096;

/** Tables that keep the order of the objects: a new one begins wherever the property names change. */
export function toTables(objects: Iterable<MutableJsonObject>): readonly ObjectTable[] {
  const runs: Run[] = [];
  for (const object of objects) {
    const names = Object.keys(object);
    let run = runs.at(-1);
    if (run === undefined || !isSame(run.names, names)) {
      run = { names, count: 0, columns: names.map(openColumn) };
      runs.push(run);
    }
    // Row by row: an object's values lie together in memory.
    const values = Object.values(object);
    for (let index = 0; index < values.length; index += 1) addTo(run.columns[index], run.count, values[index] ?? null);
    run.count += 1;
  }
  return runs.map(({ names, count, columns }) => ({
    names,
    count,
    columns: columns.map((column) => closeColumn(column, count)),
  }));
}

interface Run {
  readonly names: readonly string[];
  count: number;
  readonly columns: readonly OpenColumn[];
}

/** Collects numbers as long as values repeat, then plain values. */
interface OpenColumn {
  readonly numbers: Map<JsonValue, number>;
  rows: Uint16Array;
  plain: JsonValue[] | undefined;
  last: JsonValue | undefined;
  lastNumber: number;
}

function openColumn(): OpenColumn {
  return { numbers: new Map(), rows: new Uint16Array(16), plain: undefined, last: undefined, lastNumber: 0 };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

function addTo(column: OpenColumn | undefined, row: number, value: JsonValue): void {
  if (column === undefined) return;
  if (column.plain !== undefined) {
    column.plain.push(value);
    return;
  }
  // Most columns say the same thing row after row.
  if (value !== column.last) column.lastNumber = numberOf(column, value);
  column.last = value;
  if (row === column.rows.length) column.rows = grown(column.rows);
  column.rows[row] = column.lastNumber;
  if (column.numbers.size > mostDistinct) column.plain = asPlain(column, row + 1);
}

function numberOf({ numbers }: OpenColumn, value: JsonValue): number {
  const number = numbers.get(value) ?? numbers.size;
  numbers.set(value, number);
  return number;
}

function grown(rows: Uint16Array): Uint16Array {
  const larger = new Uint16Array(rows.length * 2);
  larger.set(rows);
  return larger;
}

function asPlain({ numbers, rows }: OpenColumn, count: number): JsonValue[] {
  const values = [...numbers.keys()];
  return Array.from(rows.subarray(0, count), (number) => values[number] ?? null);
}

function closeColumn({ numbers, rows, plain }: OpenColumn, count: number): Column {
  if (plain !== undefined) return { values: JSON.stringify(plain) };
  return { values: JSON.stringify([...numbers.keys()]), rows: rows.slice(0, count) };
}

/** The objects of the tables, in their order. */
export function* fromTables(tables: readonly ObjectTable[]): Generator<MutableJsonObject> {
  for (const { names, count, columns } of tables) {
    // Copies of one object are made at once with all their properties; adding these one by one costs five times more.
    const blank: MutableJsonObject = Object.fromEntries(names.map((name) => [name, null]));
    const objects = Array.from({ length: count }, () => ({ ...blank }));
    for (const [index, column] of columns.entries()) fill(objects, names[index] ?? "", column);
    yield* objects;
  }
}

function fill(objects: readonly MutableJsonObject[], name: string, column: Column): void {
  const values = JSON.parse(column.values) as readonly JsonValue[];
  const { rows } = column;
  for (let row = 0; row < objects.length; row += 1) {
    const object = objects[row];
    if (object !== undefined) object[name] = values[rows === undefined ? row : (rows[row] ?? 0)] ?? null;
  }
}
