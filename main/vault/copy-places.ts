import { z } from "zod";
import { type CopyPlace, copyPlaceSchema } from "../../preload/contract/copies.ts";
import type { VaultDatabase } from "./database.ts";
import { alteredError } from "./vault-error.ts";
import { metaValue } from "./vault-meta.ts";

export function readCopyPlaces(database: VaultDatabase): readonly CopyPlace[] {
  const text = metaValue(database, "copies");
  if (text === undefined) return [];
  try {
    return z.array(copyPlaceSchema).parse(JSON.parse(text));
  } catch (cause) {
    throw alteredError("meta copies", cause);
  }
}
