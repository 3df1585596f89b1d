import { useState } from "react";
import type { ReviewNote } from "../../cache/kept.ts";
import { useKeptList } from "../../cache/use-kept-list.ts";
import { useMayKeep } from "../session/use-may-keep.ts";

export interface Noting {
  readonly note: ReviewNote | undefined;
  /** What is being written; undefined: nothing. */
  readonly draft: string | undefined;
  readonly write: (draft: string | undefined) => void;
  /** An empty note is none. */
  readonly save: (text: string) => void;
}

/** The person's note on an object (its type and id). Undefined where none is kept. */
export function useReviewNote(about: string): Noting | undefined {
  const mayKeep = useMayKeep();
  const [notes, setNotes] = useKeptList("notes");
  const [draft, write] = useState<string>();
  if (!mayKeep) return undefined;
  const save = (text: string) => {
    const others = notes.filter((each) => each.about !== about);
    const kept = text.trim() === "" ? [] : [{ about, text: text.trim(), at: new Date().toISOString() }];
    setNotes([...others, ...kept]);
    write(undefined);
  };
  return { note: notes.find((each) => each.about === about), draft, write, save };
}
