import { z } from "zod";
import { shortestPassphrase } from "./connection.ts";

/** What is told of a vault besides its recoveries. */
export const doingKinds = ["capture", "import", "checkpoint", "check", "export", "removal", "rekey"] as const;
export type DoingKind = (typeof doingKinds)[number];

/** Something that was done with the vault. */
export interface Doing {
  readonly kind: DoingKind;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Null: nobody was signed in, or nobody wrote it down. */
  readonly by: string | null;
  readonly verdict: "complete" | "partial" | "failed";
  /** What was done, or why not. */
  readonly sentence: string;
  /** The snapshot that it was about, if it is still there. */
  readonly snapshot?: number;
}

/** How an export is locked: who is to open it needs the passphrase, or has the secret key of one of these. */
export const exportLockSchema = z.union([
  z.strictObject({ passphrase: z.string().min(shortestPassphrase).max(1000) }),
  z.strictObject({ recipients: z.array(z.string().min(1).max(3000)).min(1).max(50) }),
]);

export interface WrittenExport {
  readonly path: string;
  readonly objects: number;
  readonly bytes: number;
}
