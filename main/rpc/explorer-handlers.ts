import { compareObject } from "../flows/compare-object.ts";
import { linkRows, readLinksAhead } from "../flows/link-rows.ts";
import { listObjects } from "../flows/list-objects.ts";
import { objectHistory } from "../flows/object-history.ts";
import { openObject } from "../flows/open-object.ts";
import type { Engine } from "./engine.ts";
import { snapshotNumbered } from "./report-handlers.ts";
import type { Handlers } from "./router.ts";

type ExplorerMethods = "explorer.list" | "explorer.object" | "explorer.links" | "object.compare" | "object.history";

export function explorerHandlers(engine: Engine): Pick<Handlers, ExplorerMethods> {
  const at = (number: number) => {
    const { vault } = engine.session();
    return { vault, record: snapshotNumbered(vault.snapshots(), number) };
  };
  return {
    "explorer.list": async ({ snapshot, ...query }) => {
      const { vault, record } = at(snapshot);
      return listObjects(vault, record, query, engine.room.disguise());
    },
    "explorer.object": async ({ snapshot, type, id }) => {
      const { vault, record } = at(snapshot);
      const sight = await openObject(vault, record, type, id);
      readLinksAhead(vault, { snapshot, type, id }, sight.object?.links ?? [], engine.room.disguise());
      return sight;
    },
    "explorer.links": async (query) => linkRows(at(query.snapshot).vault, query, engine.room.disguise()),
    "object.compare": async ({ type, id, from, to }) => {
      const { vault, record } = at(from);
      return compareObject(vault, record, at(to).record, type, id);
    },
    "object.history": async ({ type, id }) => objectHistory(engine.session().vault, type, id),
  };
}
