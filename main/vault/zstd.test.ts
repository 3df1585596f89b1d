import { expect, it } from "vitest";
import { compress, decompress, release } from "./zstd.ts";

const large = Buffer.alloc(Buffer.poolSize * 4, "Contoso ");

it("gives the memory of a whole opened block back at once", () => {
  const content = decompress(compress(large), large.length);
  expect(content.equals(large)).toBe(true);
  release(content);
  expect(content.length).toBe(0);
});

it("never gives back what others look at: Node's pool, a part of a block, shared memory", () => {
  const pooled = Buffer.from("small");
  const neighbour = Buffer.from("neighbour");
  const part = Buffer.from(large).subarray(0, large.length / 2);
  const shared = new Uint8Array(new SharedArrayBuffer(large.length));
  for (const content of [pooled, part, shared]) release(content);
  expect(pooled.toString()).toBe("small");
  expect(neighbour.toString()).toBe("neighbour");
  expect(part.length).toBe(large.length / 2);
  expect(shared.length).toBe(large.length);
});
