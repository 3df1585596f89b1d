import { isDeepStrictEqual } from "node:util";
import type { Vault } from "../vault.ts";
import { sealingState } from "./sealing-state.ts";

/** Whether every snapshot holds what `sealingState` says of its number; the first that does not, in words. */
export function contentProblem(vault: Vault, users: number): string | undefined {
  const wrong = vault.snapshots().find(({ number }) => {
    const held = new Map(Array.from(vault.objects(number), (object) => [object.id, object]));
    const expected = new Map(sealingState(number, users).map((object) => [object.id, object]));
    return !isDeepStrictEqual(held, expected);
  });
  return wrong === undefined ? undefined : `snapshot ${wrong.number} holds other objects than were sealed`;
}
