import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { RangeChanges } from "../../preload/contract/timeline.ts";
import { afterBackup } from "../flows/after-backup.ts";
import { backUp } from "../flows/backup.ts";
import { countChanges } from "../flows/count-changes.ts";
import { giveWay } from "../flows/give-way.ts";
import { namesOf } from "../flows/names-of.ts";
import { readNamesAhead } from "../flows/names-of-type.ts";
import { notedEvents } from "../flows/noted-events.ts";
import { besides, writeDownFailure } from "../flows/vault-history.ts";
import type { Vault } from "../vault/vault.ts";
import type { Engine } from "./engine.ts";
import { snapshotNumbered } from "./report-handlers.ts";
import type { Handlers } from "./router.ts";

type TimelineMethods = "timeline.list" | "timeline.capture" | "timeline.changes" | "timeline.events" | "object.names";

export function timelineHandlers(engine: Engine): Pick<Handlers, TimelineMethods> {
  return {
    "timeline.list": async () => {
      const { vault } = engine.session();
      readAhead(vault);
      return vault.snapshots();
    },
    "timeline.capture": async ({ types }) => {
      const record = await engine.work(async (control) => {
        const session = engine.session();
        const told: string[] = [];
        const onNote = (sentence: string) => void told.push(sentence);
        const chosen = types === undefined ? {} : { types };
        const record = await backUp(session, { ...control, ...chosen, onNote }).catch(async (error: unknown) => {
          await writeDownFailure(session, error);
          throw error;
        });
        const { notes } = await afterBackup(engine.session(), control, { record, told });
        engine.tellNotes(besides(record, notes), told);
        return record;
      });
      engine.options.emit("timeline.didChange", { snapshotNumber: record.number });
      return record;
    },
    "timeline.changes": async ({ ranges }) => {
      const { vault } = engine.session();
      const at = (number: number) => snapshotNumbered(vault.snapshots(), number);
      const counted: RangeChanges[] = [];
      for (const { from, to } of ranges) counted.push(await countChanges(vault, at(from), at(to), turnOver(engine)));
      return counted;
    },
    "timeline.events": async ({ since, until }) => notedEvents(engine.session().vault, since, until, turnOver(engine)),
    "object.names": async ({ snapshot, ids }) => namesOf(engine.session().vault, [snapshot], ids),
  };
}

/** Lets others have a turn while a vault is read, and ends with VAULT_LOCKED if it was closed meanwhile. */
function turnOver(engine: Engine): () => Promise<void> {
  const { vault } = engine.session();
  return async () => {
    await giveWay(undefined);
    if (engine.session().vault !== vault) throw new ReinstateError("VAULT_LOCKED", "Another vault was opened.");
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
