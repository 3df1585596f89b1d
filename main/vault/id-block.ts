import type { IdTable } from "./id-table.ts";

const guidBytes = 16;

/** The ids from number `from` on as they are stored: GUIDs, 16 bytes each, then the others as JSON pairs of place and id. */
export function writeIds(ids: IdTable, from: number): readonly [guids: Buffer, others: string] {
  const others: [place: number, id: string][] = [];
  const guids = Buffer.allocUnsafe((ids.count - from) * guidBytes);
  let end = 0;
  for (let number = from; number < ids.count; number += 1) {
    const other = ids.otherOf(number);
    if (other === undefined) end = ids.writeGuid(number, guids, end);
    else others.push([number - from, other]);
  }
  return [guids.subarray(0, end), JSON.stringify(others)];
}

export function readIds(guids: Uint8Array, others: string, into: IdTable): void {
  const bytes = Buffer.from(guids.buffer, guids.byteOffset, guids.length);
  const placed = new Map(JSON.parse(others) as [number, string][]);
  const count = placed.size + Math.floor(guids.length / guidBytes);
  let at = 0;
  for (let place = 0; place < count; place += 1) {
    const other = placed.get(place);
    if (other !== undefined) into.addOther(other);
    else {
      into.addBytes(bytes, at);
      at += guidBytes;
    }
  }
}
