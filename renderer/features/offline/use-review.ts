import type { Review } from "../../../preload/contract/review.ts";
import { useSession } from "../session/session-context.tsx";

/** The exports that are looked at; undefined: a vault is open, in which things can be captured and put back. */
export function useReview(): Review | undefined {
  return useSession().session?.review;
}
