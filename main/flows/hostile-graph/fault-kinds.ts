import { createHash } from "node:crypto";

/** What the service, the network or somebody in between does to an answer. */
export const faultKinds = [
  "429",
  "429 with Retry-After",
  "503",
  "504",
  "timeout",
  "connection reset",
  "truncated page",
  "repeated page",
  "wrong count",
  "reordered arrays",
  "added properties",
  "HTML page",
  "half-written JSON",
  "clock skew",
  "expired link",
  "replayed items",
  "wrong next link",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The faults of one run: all of it follows from its seed. */
export interface FaultPlan {
  readonly seed: number;
  readonly kinds: readonly FaultKind[];
  /** Share of the answers that each kind hits. */
  readonly rate: number;
  /** How far the machine's clock is off the tenant's; 0 without that kind. */
  readonly skewMs: number;
  /** In [0, 1), repeatable. */
  readonly random: () => number;
}

/** One to four kinds at a rate from now-and-then to nearly-always. */
export function faultPlanOf(seed: number): FaultPlan {
  const random = seeded(seed);
  const first = faultKinds[seed % faultKinds.length] as FaultKind;
  const others = faultKinds.filter((kind) => kind !== first && random() < 0.12);
  const kinds = [first, ...others.slice(0, 3)];
  const rate = [0.05, 0.2, 0.5, 0.95][Math.floor(random() * 4)] as number;
  const skewMs = kinds.includes("clock skew") ? Math.round((random() - 0.5) * 20 * 3_600_000) : 0;
  return { seed, kinds, rate, skewMs, random };
}

function seeded(seed: number): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    return createHash("sha256").update(`${seed}/${drawn}`).digest().readUInt32LE() / 2 ** 32;
  };
}
