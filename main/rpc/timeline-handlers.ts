import { afterBackup } from "../flows/after-backup.ts";
import { backUp } from "../flows/backup.ts";
import { namesOf } from "../flows/names-of.ts";
import { readNamesAhead } from "../flows/names-of-type.ts";
import type { Vault } from "../vault/vault.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

export function timelineHandlers(
  engine: Engine,
): Pick<Handlers, "timeline.list" | "timeline.capture" | "object.names"> {
  return {
    "timeline.list": async () => {
      const { vault } = engine.session();
      readAhead(vault);
      return vault.snapshots();
    },
    "timeline.capture": async ({ types }) => {
      const record = await engine.work(async (control) => {
        const taken = await backUp(engine.session(), { ...control, ...(types === undefined ? {} : { types }) });
        const { notes } = await afterBackup(engine.session(), control);
        if (notes.length > 0) engine.options.emit("work.didNote", { notes });
        return taken;
      });
      engine.options.emit("timeline.didChange", { snapshotNumber: record.number });
      return record;
    },
    "object.names": async ({ snapshot, ids }) => namesOf(engine.session().vault, [snapshot], ids),
  };
}

/** The window shows the timeline before it reads anything else. */
const pauseMs = 1500;
const readAlready = new WeakMap<Vault, number>();

/** Once for each latest snapshot. What goes wrong (a vault that is locked meanwhile) shows when the names are asked for. */
function readAhead(vault: Vault): void {
  const latest = vault.snapshots().length;
  if (readAlready.get(vault) === latest) return;
  readAlready.set(vault, latest);
  setTimeout(() => void readNamesAhead(vault).catch(() => undefined), pauseMs).unref();
}
