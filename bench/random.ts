/** Repeatable randomness: the same number gives the same work on every machine. */
export interface Random {
  /** A whole number in [0, limit). */
  below(limit: number): number;
  pick<Value>(values: readonly Value[]): Value;
  guid(): string;
  /** ISO 8601 with seconds, between the years. */
  date(fromYear: number, toYear: number): string;
}

/** xorshift32: good enough for made-up people, and quick. */
export function createRandom(seed: number): Random {
  let state = seed | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const below = (limit: number) => next() % limit;
  const hex = () => next().toString(16).padStart(8, "0");
  return {
    below,
    pick: (values) => values[below(values.length)] as (typeof values)[number],
    guid: () => {
      const text = `${hex()}${hex()}${hex()}${hex()}`;
      return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`;
    },
    date: (fromYear, toYear) => {
      const [start, end] = [Date.UTC(fromYear, 0), Date.UTC(toYear, 0)];
      const seconds = (end - start) / 1000;
      return new Date(start + below(seconds) * 1000).toISOString().replace(".000Z", "Z");
    },
  };
}
