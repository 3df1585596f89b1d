import type { TransportResponse } from "./graph.ts";

/** The header has no fractions of a second. */
const coarseMs = 1000;

/**
 * How far our clock is before the service's, by its Date header: it was written between the request and its answer, and
 * whatever that leaves open counts as no difference. Undefined: nobody has told the time.
 */
export function clockAhead(
  { headers }: Pick<TransportResponse, "headers">,
  askedAt: number,
  answeredAt: number,
): number | undefined {
  const told = Date.parse(headers.date ?? "");
  if (Number.isNaN(told)) return undefined;
  if (told + coarseMs < askedAt) return askedAt - told - coarseMs;
  return told > answeredAt ? answeredAt - told : 0;
}

/** The least of what was seen: one strange answer makes no clock wrong. */
export function leastAhead(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.abs(one) <= Math.abs(other) ? one : other;
}
