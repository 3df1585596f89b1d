import { useCallback, useEffect, useState } from "react";
import type { Kept } from "./kept.ts";
import { useVaultCache } from "./vault-cache-context.tsx";

type ListPlace = Exclude<keyof Kept, "draft">;

/** A list that is kept for the open vault, and the way to put another in its place. Empty until it was read. */
export function useKeptList<Place extends ListPlace>(
  place: Place,
): readonly [Kept[Place], (next: Kept[Place]) => void] {
  const cache = useVaultCache();
  const [list, setList] = useState<Kept[Place]>([] as unknown as Kept[Place]);
  useEffect(() => {
    let left = false;
    void cache?.read(place).then((kept) => left || kept === undefined || setList(kept));
    return () => {
      left = true;
    };
  }, [cache, place]);
  const change = useCallback(
    (next: Kept[Place]) => {
      setList(next);
      void cache?.write(place, next);
    },
    [cache, place],
  );
  return [list, change];
}
