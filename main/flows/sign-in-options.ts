import type { SignIn } from "../graph/graph.ts";
import type { WorkControl } from "./tenant-session.ts";

/** A sign-in as work that can be cancelled. `byCode`: for who has no browser here; the code is told as progress. */
export function signInOptions(
  byCode: boolean,
  { signal, onProgress }: WorkControl,
): NonNullable<Parameters<SignIn["signIn"]>[0]> {
  const nothing = { done: 0, total: null, perSecond: null, secondsLeft: null };
  const deviceCode = (message: string) => onProgress?.({ work: "sign-in", message, ...nothing });
  return { ...(signal === undefined ? {} : { signal }), ...(byCode ? { deviceCode } : {}) };
}
