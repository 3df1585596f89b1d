import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";

/**
 * The snapshot that a person means: a number, `latest`, `latest~1`, a date-time (the last one before it), or the start
 * of an id (4 characters or more). `latest` and times pass over checkpoints, which reports and plans take for
 * themselves: "latest" would be the incident itself otherwise. USAGE_NOT_FOUND or USAGE_INVALID (ambiguous).
 */
export function resolveSnapshot(snapshots: readonly SnapshotRecord[], text: string): SnapshotRecord {
  if (snapshots.length === 0)
    throw notFound("There are no snapshots in this vault yet. Take one with `reinstate capture`.");
  const taken = snapshots.filter(({ origin }) => origin.kind !== "checkpoint");
  const found = byLatest(taken, text) ?? byNumber(snapshots, text) ?? byTime(taken, text) ?? byId(snapshots, text);
  if (found === undefined) {
    throw notFound(
      `There is no snapshot "${text}". Write a number, latest, latest~1, a date-time, or the start of an id; see \`reinstate snapshots\`.`,
    );
  }
  return found;
}

function byLatest(taken: readonly SnapshotRecord[], text: string): SnapshotRecord | undefined {
  const match = /^latest(?:~(\d{1,6}))?$/u.exec(text);
  if (match === null) return undefined;
  const back = Number(match[1] ?? 0);
  const found = taken.at(-1 - back);
  if (found === undefined) throw notFound(`There are only ${taken.length} snapshots; "${text}" goes too far back.`);
  return found;
}

function byNumber(snapshots: readonly SnapshotRecord[], text: string): SnapshotRecord | undefined {
  return /^\d{1,9}$/u.test(text) ? snapshots.find(({ number }) => number === Number(text)) : undefined;
}

function byTime(taken: readonly SnapshotRecord[], text: string): SnapshotRecord | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/u.test(text)) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  const found = taken.findLast(({ endedAt }) => Date.parse(endedAt) <= time);
  if (found === undefined) throw notFound(`The first snapshot was taken after ${text}.`);
  return found;
}

function byId(snapshots: readonly SnapshotRecord[], text: string): SnapshotRecord | undefined {
  if (!/^[0-9a-f]{4,64}$/iu.test(text)) return undefined;
  const found = snapshots.filter(({ id }) => id.startsWith(text.toLowerCase()));
  if (found.length > 1)
    throw new ReinstateError("USAGE_INVALID", `More than one snapshot's id begins with ${text}. Write more of it.`);
  return found[0];
}

function notFound(sentence: string): ReinstateError {
  return new ReinstateError("USAGE_NOT_FOUND", sentence);
}
