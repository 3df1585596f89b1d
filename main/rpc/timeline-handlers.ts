import { afterBackup } from "../flows/after-backup.ts";
import { backUp } from "../flows/backup.ts";
import { namesOf } from "../flows/names-of.ts";
import { objectHistory } from "../flows/object-history.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

export function timelineHandlers(
  engine: Engine,
): Pick<Handlers, "timeline.list" | "timeline.capture" | "object.names" | "object.history"> {
  return {
    "timeline.list": async () => engine.session().vault.snapshots(),
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
    "object.history": async ({ type, id }) => objectHistory(engine.session().vault, type, id),
  };
}
