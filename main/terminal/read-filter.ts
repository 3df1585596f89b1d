import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { parse } from "csv-parse/sync";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import { changeFilterSchema } from "../../preload/contract/filter.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

export interface FilterOptions {
  readonly types?: string;
  readonly ids?: string;
  readonly name?: string;
  readonly attributes?: string;
  readonly exceptAttributes?: string;
  readonly kinds?: string;
  readonly actor?: string;
  readonly since?: string;
  readonly until?: string;
  readonly idsFrom?: string;
}

/** The filter options, the same on every command that has them. */
export function addFilterOptions(command: Command): Command {
  return command
    .option("--types <list>", "object types, comma-separated: user,group,application,...")
    .option("--ids <list>", "object ids, comma-separated")
    .option("--ids-from <file.csv>", "object ids from a CSV file (the column id, or the first)")
    .option("--name <text>", "part of the name")
    .option("--attributes <list>", "only these attribute paths or links, comma-separated")
    .option("--except-attributes <list>", "leave these attribute paths or links as they are")
    .option("--kinds <list>", "added,removed,modified,soft-deleted,restored")
    .option("--actor <text>", "part of the name of who did it")
    .option("--since <time>", "changed at or after this time (2026-11-25T02:10Z)")
    .option("--until <time>", "changed at or before this time");
}

/** Options → the contract's filter. USAGE_INVALID names what does not make sense. */
export async function readFilter(options: FilterOptions): Promise<ChangeFilter> {
  const ids = [
    ...(list(options.ids) ?? []),
    ...(options.idsFrom === undefined ? [] : await idsFromCsv(options.idsFrom)),
  ];
  const given = {
    types: list(options.types),
    ids: ids.length === 0 ? undefined : ids,
    name: options.name,
    attributes: list(options.attributes),
    exceptAttributes: list(options.exceptAttributes),
    kinds: list(options.kinds),
    actor: options.actor,
    since: time(options.since),
    until: time(options.until),
  };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = changeFilterSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const option = String(issue?.path[0] ?? "filter").replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  throw new ReinstateError("USAGE_INVALID", `--${option} does not make sense: ${issue?.message ?? "unknown value"}.`);
}

function list(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function time(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const parsed = new Date(text);
  if (Number.isNaN(parsed.getTime()))
    throw new ReinstateError("USAGE_INVALID", `"${text}" is not a time. Write it like 2026-11-25T02:10:00Z.`);
  return parsed.toISOString();
}

async function idsFromCsv(file: string): Promise<readonly string[]> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new ReinstateError("USAGE_NOT_FOUND", `The file ${file} could not be read.`);
  });
  const rows: string[][] = parse(text, { bom: true, relaxColumnCount: true, skipEmptyLines: true, trim: true });
  const header = rows[0]?.findIndex((cell) => /^(object ?)?id$/iu.test(cell)) ?? -1;
  const column = Math.max(header, 0);
  const cells = rows.slice(header >= 0 ? 1 : 0).flatMap((row) => row[column] ?? []);
  if (cells.length === 0) throw new ReinstateError("USAGE_INVALID", `The file ${file} holds no ids.`);
  return cells;
}
