import { useState } from "react";
import type { ReviewNote } from "../../cache/kept.ts";
import { useKeptList } from "../../cache/use-kept-list.ts";
import { useReview } from "../offline/use-review.ts";
import { useSession } from "../session/session-context.tsx";

export interface Noting {
  readonly note: ReviewNote | undefined;
  /** What is being written; undefined: nothing. */
  readonly draft: string | undefined;
  readonly write: (draft: string | undefined) => void;
  /** An empty note is none. */
  readonly save: (text: string) => void;
}

/**
 * The person's note on an object (its type and id). Undefined where none is kept: an export that is only looked at has no place for
 * it, and in the incident room free words may name people.
 */
export function useReviewNote(about: string): Noting | undefined {
  const { session } = useSession();
  const reviewing = useReview() !== undefined;
  const [notes, setNotes] = useKeptList("notes");
  const [draft, write] = useState<string>();
  if (reviewing || (session?.incidentSince ?? null) !== null) return undefined;
  const save = (text: string) => {
    const others = notes.filter((each) => each.about !== about);
    const kept = text.trim() === "" ? [] : [{ about, text: text.trim(), at: new Date().toISOString() }];
    setNotes([...others, ...kept]);
    write(undefined);
  };
  return { note: notes.find((each) => each.about === about), draft, write, save };
}
