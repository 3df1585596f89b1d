import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inOrder } from "./in-order.ts";
import { createVirtualClock } from "./virtual-clock.ts";

async function collect<Item>(source: AsyncIterable<Item>, into: Item[] = []): Promise<Item[]> {
  for await (const item of source) into.push(item);
  return into;
}

describe("inOrder", () => {
  it("keeps the order whatever takes how long, and never more than the limit at once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        async (times, limit) => {
          const clock = createVirtualClock();
          let running = 0;
          let most = 0;
          const work = async (time: number) => {
            running += 1;
            most = Math.max(most, running);
            await clock.wait(time);
            running -= 1;
            return time;
          };
          expect(await collect(inOrder(times, limit, work))).toEqual(times);
          expect(most).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("hands on what was begun when the source breaks off, then fails", async () => {
    async function* source() {
      yield 1;
      yield 2;
      throw new Error("broken off");
    }
    const done: number[] = [];
    await expect(
      collect(
        inOrder(source(), 5, async (item) => item * 10),
        done,
      ),
    ).rejects.toThrow("broken off");
    expect(done).toEqual([10, 20]);
  });

  it("ends with the first failure of the work", async () => {
    const work = async (item: number) => {
      if (item === 2) throw new Error("two");
      return item;
    };
    const done: number[] = [];
    await expect(collect(inOrder([1, 2, 3], 3, work), done)).rejects.toThrow("two");
    expect(done).toEqual([1]);
  });
});
