/**
 * Works on up to `limit` items at once and hands the results on in the order of the items, so that the rate limiter
 * always has somebody waiting while results are used. The first failure ends it.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = work(item);
      // Whoever awaits it later gets the error; until then it must not count as unhandled.
      result.catch(() => undefined);
      running.push(result);
      if (running.length >= limit) yield await (running.shift() as Promise<Result>);
    }
  } catch (error) {
    // What was begun before the source failed is still good.
    for (const result of running.splice(0)) yield await result;
    throw error;
  }
  for (const result of running) yield await result;
}
