import { useEffect, useState } from "react";

/** Between the last key and the search: quick enough to feel immediate, slow enough not to search each letter. */
const typingPauseMs = 150;

/** A searched text: as it is searched for, how to set it (`atOnce`: without waiting for more keys), and as it is typed. */
export function useTyped(start: string): readonly [string, (text: string, atOnce?: boolean) => void, string] {
  const [typed, setTyped] = useState(start);
  const [text, setText] = useState(start);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => setText(typed), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed, text]);
  const set = (next: string, atOnce = next === "") => {
    setTyped(next);
    if (atOnce) setText(next);
  };
  return [text, set, typed];
}
