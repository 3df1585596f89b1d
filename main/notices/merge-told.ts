import type { NoticeMemory } from "./notice-memory.ts";

/** The stored memory with what was told since it was stored: the same object if that is nothing (pure). */
export function mergeTold(stored: NoticeMemory, { told, troubled }: NoticeMemory): NoticeMemory {
  const isNewer = ({ id, at }: NoticeMemory["told"][number]) =>
    !stored.told.some((known) => known.id === id && Date.parse(known.at) >= Date.parse(at));
  const since = told.filter(isNewer);
  if (since.length === 0 && (stored.troubled || !troubled)) return stored;
  const others = stored.told.filter(({ id }) => !since.some((each) => each.id === id));
  return { ...stored, troubled: stored.troubled || troubled, told: [...since, ...others] };
}
