/** One limit: so many units in a window. */
export interface Bucket {
  /** The first moment from `now` on at which something may be sent. */
  freeAt(now: number): number;
  spend(units: number, now: number): void;
  pauseUntil(moment: number): void;
  /** The share of the quota that the service says is used, by all that share it. */
  heed(usedShare: number, now: number): void;
  /** How much of the limit may be used from now on, in (0, 1]. */
  use(share: number): void;
}

/** Kept back so that the service's window, which is not ours, is not overrun by a request that travelled faster. */
const speedKept = 0.97;
const slowest = 0.1;
/** Full speed comes back in steps of a tenth a second once the service is content. */
const recoveryPerMs = 0.1 / 1000;

/**
 * Evenly spaced sending (generic cell rate): a unit takes `windowMs / units`, and up to `toleranceMs` may be caught up
 * at once, so that late timers cost nothing. `units` undefined or infinite: no limit, but pauses are kept.
 */
export function createBucket(limit: { units: number | undefined; windowMs: number; toleranceMs: number }): Bucket {
  const { units: allowed = Number.POSITIVE_INFINITY, windowMs, toleranceMs } = limit;
  const spent = createUsage(windowMs);
  let theoretical = 0;
  let paused = 0;
  let speed = 1;
  let share = 1;
  let heededAt = 0;

  return {
    freeAt: (now) => Math.max(now, paused, theoretical - toleranceMs),
    spend(units, now) {
      const perUnit = allowed === Number.POSITIVE_INFINITY ? 0 : windowMs / (allowed * speedKept * speed * share);
      theoretical = Math.max(now, theoretical) + units * perUnit;
      spent.add(units, now);
    },
    pauseUntil(moment) {
      paused = Math.max(paused, moment);
    },
    heed(usedShare, now) {
      if (allowed === Number.POSITIVE_INFINITY) return;
      // What we spent explains only a part of what is used: the rest is others', or we are allowed less than we think.
      const ours = spent.within(now) / allowed / usedShare;
      if (usedShare < 0.8) speed = Math.min(1, speed + (now - heededAt) * recoveryPerMs);
      else if (ours < 0.9) speed = Math.min(speed, Math.max(slowest, ours));
      heededAt = now;
    },
    use(part) {
      share = part;
    },
  };
}

/** Units spent within the last window, kept by tenths of it; the tenth that has begun counts besides ten whole ones. */
function createUsage(windowMs: number) {
  const slices = new Map<number, number>();
  const sliceOf = (now: number) => Math.floor((now * 10) / windowMs);
  return {
    add(units: number, now: number): void {
      slices.set(sliceOf(now), (slices.get(sliceOf(now)) ?? 0) + units);
    },
    within(now: number): number {
      let sum = 0;
      for (const [slice, units] of slices) {
        if (slice <= sliceOf(now) - 11) slices.delete(slice);
        else sum += units;
      }
      return sum;
    },
  };
}
