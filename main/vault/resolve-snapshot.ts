import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";

const forms = "a number, latest, latest~1, a date and time, or the start of its id";

/**
 * The snapshot that a person means: a number, `latest`, `latest~1`, a date and time (the last one that ended by then),
 * or the start of its id. `latest` and times pass over checkpoints, which reports and plans take for themselves ("latest"
 * would be the incident itself otherwise), and over imports where the vault has captures of its own. Throws USAGE_NOT_FOUND, or USAGE_INVALID where several are meant or none of the forms is.
 */
export function resolveSnapshot(snapshots: readonly SnapshotRecord[], text: string): SnapshotRecord {
  const sorted = snapshots.toSorted((first, second) => first.number - second.number);
  const taken = takenOf(sorted);
  const wanted = text.trim();
  if (sorted.length === 0) {
    throw new ReinstateError("USAGE_NOT_FOUND", "The vault holds no snapshot yet. Take one with `reinstate capture`.");
  }
  const back = /^latest(?:~(\d{1,6}))?$/i.exec(wanted);
  if (back !== null) return counted(taken, wanted, Number(back[1] ?? 0));
  if (/^#?\d{1,9}$/.test(wanted)) return numbered(sorted, wanted);
  if (/^\d{4}-\d\d?(-|$)/.test(wanted)) return endedBy(taken, wanted);
  if (/^[0-9a-f]{4,64}$/i.test(wanted)) return withId(sorted, wanted.toLowerCase());
  throw new ReinstateError("USAGE_INVALID", `"${text}" names no snapshot. Give ${forms}.`);
}

function takenOf(sorted: readonly SnapshotRecord[]): readonly SnapshotRecord[] {
  const captures = sorted.filter(({ origin }) => origin.kind === "capture");
  return captures.length > 0 ? captures : sorted.filter(({ origin }) => origin.kind === "import");
}

function counted(sorted: readonly SnapshotRecord[], text: string, back: number): SnapshotRecord {
  const record = sorted.at(-1 - back);
  if (record !== undefined) return record;
  throw notFound(`There is no ${text}: only ${sorted.length} snapshots count here.`);
}

/** A number first; digits may also begin an id. */
function numbered(sorted: readonly SnapshotRecord[], text: string): SnapshotRecord {
  const number = Number(text.replace("#", ""));
  const record = sorted.find((each) => each.number === number);
  if (record !== undefined) return record;
  if (text.length >= 4 && !text.startsWith("#")) return withId(sorted, text);
  throw notFound(`There is no snapshot ${number}. The latest is ${sorted.at(-1)?.number}.`);
}

function endedBy(sorted: readonly SnapshotRecord[], text: string): SnapshotRecord {
  const time = Date.parse(text.replace(/^(\d{4}-\d\d-\d\d) (\d)/, "$1T$2"));
  if (Number.isNaN(time))
    throw new ReinstateError("USAGE_INVALID", `"${text}" is no date and time. Example: 2026-07-31T08:00Z.`);
  const record = sorted.findLast(({ endedAt }) => Date.parse(endedAt) <= time);
  if (record !== undefined) return record;
  throw notFound(`No snapshot is as old as ${text}. The first one ended at ${sorted[0]?.endedAt}.`);
}

function withId(sorted: readonly SnapshotRecord[], start: string): SnapshotRecord {
  const found = sorted.filter(({ id }) => id.startsWith(start));
  const [record] = found;
  if (record === undefined) throw notFound(`There is no snapshot whose id begins with ${start}.`);
  if (found.length === 1) return record;
  const numbers = found.map(({ number }) => number).join(", ");
  throw new ReinstateError(
    "USAGE_INVALID",
    `The ids of snapshots ${numbers} begin with ${start}. Give more of the id, or the number.`,
  );
}

function notFound(message: string): ReinstateError {
  return new ReinstateError("USAGE_NOT_FOUND", `${message} See \`reinstate snapshots\`.`);
}
