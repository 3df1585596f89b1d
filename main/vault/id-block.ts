const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const guidBytes = 16;

/** Ids as they are stored: GUIDs, 16 bytes each, then the others as JSON pairs of place and id. */
export function writeIds(ids: readonly string[]): readonly [guids: Buffer, others: string] {
  const others: [place: number, id: string][] = [];
  let hex = "";
  ids.forEach((id, place) => {
    if (guid.test(id)) hex += id;
    else others.push([place, id]);
  });
  return [Buffer.from(hex.replaceAll("-", ""), "hex"), JSON.stringify(others)];
}

export function readIds(guids: Uint8Array, others: string): readonly string[] {
  const placed = new Map(JSON.parse(others) as [number, string][]);
  const hex = Buffer.from(guids).toString("hex");
  const count = placed.size + guids.length / guidBytes;
  const ids: string[] = [];
  for (let at = 0; ids.length < count; ) {
    const other = placed.get(ids.length);
    if (other === undefined) {
      ids.push(
        `${hex.slice(at, at + 8)}-${hex.slice(at + 8, at + 12)}-${hex.slice(at + 12, at + 16)}-${hex.slice(at + 16, at + 20)}-${hex.slice(at + 20, at + 32)}`,
      );
      at += 32;
    } else ids.push(other);
  }
  return ids;
}
