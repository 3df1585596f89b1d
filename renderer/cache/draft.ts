import { keep } from "./keep.ts";
import type { KeptDraft } from "./window-database.ts";

/** The recovery wizard's draft of this tenant, undefined where there is none. */
export function readDraft(tenantId: string): Promise<KeptDraft | undefined> {
  return keep(async (database) => {
    const draft = await database.drafts.get("recovery");
    return draft?.tenantId === tenantId ? draft : undefined;
  }, undefined);
}

export async function writeDraft(draft: KeptDraft): Promise<void> {
  await keep((database) => database.drafts.put(draft), "recovery");
}

export async function forgetDraft(): Promise<void> {
  await keep((database) => database.drafts.delete("recovery"), undefined);
}
