import type { SnapshotOrigin, SnapshotRecord } from "../../preload/contract/snapshot.ts";

const readers: Readonly<Record<SnapshotOrigin["authentication"], string | undefined>> = {
  delegated: "a person",
  application: "an application",
  /** Files that somebody exported: nobody knows with which rights. */
  none: undefined,
};

/**
 * Sentences for two snapshots of which one was read by a person and the other by an application (fault A13): Microsoft
 * Graph leaves out what the reader may not see without saying so, members of groups first of all.
 */
export function warnOfReaders(...sides: readonly Pick<SnapshotRecord, "number" | "origin">[]): readonly string[] {
  const kinds = new Set(sides.flatMap(({ origin }) => readers[origin.authentication] ?? []));
  if (kinds.size < 2) return [];
  const read = sides.map(
    ({ number, origin }) => `snapshot ${number} by ${readers[origin.authentication]}, ${origin.by}`,
  );
  return [
    `The two sides were read with rights of different kinds (${read.join("; ")}). Microsoft Graph may show one of them less than the other without saying so: what seems added or removed here may be there on both sides. Compare with a snapshot that was read in the same way before you put anything back.`,
  ];
}
