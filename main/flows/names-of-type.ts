import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { NamedObject } from "../../preload/contract/views.ts";
import type { Vault } from "../vault/vault.ts";
import { giveWay } from "./give-way.ts";

/** What a snapshot's objects of one type are called, by name. The first time it takes up to a second for 100,000. */
export async function namesOfType(vault: Vault, snapshot: number, type: ObjectType): Promise<readonly NamedObject[]> {
  const steps = vault.names(snapshot, type);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await giveWay(undefined);
  }
}

/** Reads the names of the latest snapshot before anybody asks for them, so that the first list is there at once. */
export async function readNamesAhead(vault: Vault): Promise<void> {
  const latest = vault.snapshots().at(-1);
  if (latest === undefined) return;
  for (const type of objectTypes) await namesOfType(vault, latest.number, type);
}
