type Headers = Readonly<Record<string, string>>;

/**
 * How long a `Retry-After` asks to wait, in milliseconds; undefined if there is none that can be read. Seconds, decimals
 * (batch items send them) and HTTP dates; a date is measured from the answer's own `Date`, because local clocks are wrong.
 */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+([.,]\d+)?$/.test(text)) return Math.ceil(Number(text.replace(",", ".")) * 1000);
  const until = Date.parse(text);
  if (Number.isNaN(until)) return undefined;
  const answered = Date.parse(headers.date ?? "");
  return Math.max(0, until - (Number.isNaN(answered) ? now : answered));
}

const floorMs = 1000;
const ceilingMs = 60_000;

/**
 * The wait before attempt `attempt + 1`: at least what the service asked for, and growing all the same, so that an
 * endpoint that asks for one second for ever comes to an end. `random` is in [0, 1).
 */
export function backOff(attempt: number, asked: number | undefined, random: () => number): number {
  const grown = Math.min(ceilingMs, floorMs * 2 ** (attempt - 1));
  const waited = floorMs + (grown - floorMs) * (0.5 + random() / 2);
  return Math.ceil(Math.max(asked ?? 0, waited));
}
