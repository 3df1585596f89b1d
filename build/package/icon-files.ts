/** A picture as PNG, square. */
export interface Picture {
  readonly size: number;
  readonly png: Uint8Array;
}

/** Windows' icon file: a directory of pictures (https://learn.microsoft.com/windows/win32/menurc/newheader). */
export function icoFile(pictures: readonly Picture[]): Buffer {
  const headerBytes = 6;
  const entryBytes = 16;
  const header = Buffer.alloc(headerBytes + entryBytes * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = headerBytes + entryBytes * index;
    // 256 does not fit into the byte: 0 stands for it.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** What macOS calls each size; those at double density come twice. */
const icnsTypes: Readonly<Record<number, readonly string[]>> = {
  32: ["ic11"],
  64: ["ic12"],
  128: ["ic07"],
  256: ["ic13", "ic08"],
  512: ["ic14", "ic09"],
  1024: ["ic10"],
};

/** macOS' icon file: blocks of a type, a length and a PNG. */
export function icnsFile(pictures: readonly Picture[]): Buffer {
  const blocks = pictures.flatMap(({ size, png }) => (icnsTypes[size] ?? []).map((type) => block(type, png)));
  return block("icns", Buffer.concat(blocks));
}

function block(type: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, "latin1");
  header.writeUInt32BE(content.length + header.length, 4);
  return Buffer.concat([header, content]);
}
