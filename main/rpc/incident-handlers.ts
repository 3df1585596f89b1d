import type { IncidentBoard, IncidentNote } from "../../preload/contract/incident.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { recycleBin } from "../flows/recycle-bin.ts";
import { nowOf } from "../flows/tenant-session.ts";
import type { Vault } from "../vault/vault.ts";
import type { Engine } from "./engine.ts";
import type { Handlers } from "./router.ts";

type IncidentMethods = "incident.enter" | "incident.leave" | "incident.board" | "incident.note" | "incident.withdraw";

const notesSecret = "incident-notes";

export function incidentHandlers(engine: Engine): Pick<Handlers, IncidentMethods> {
  return {
    "incident.enter": async () => {
      const session = engine.session();
      await engine.room.enter(session.vault, nowOf(session));
      return engine.changed();
    },
    "incident.leave": async () => {
      engine.room.leave(engine.session().vault);
      return engine.changed();
    },
    "incident.board": () => board(engine),
    "incident.note": async (note) => {
      const session = engine.session();
      const by = (await session.signIn.account())?.name ?? null;
      const added: IncidentNote = { ...note, id: session.newId(), at: nowOf(session), by };
      keepNotes(session.vault, [...notesOf(session.vault), added]);
      return board(engine);
    },
    "incident.withdraw": ({ id }) => {
      const session = engine.session();
      const notes = notesOf(session.vault);
      if (!notes.some((note) => note.id === id))
        throw new ReinstateError("USAGE_NOT_FOUND", "This note is not in the log.");
      const withdrawnAt = nowOf(session);
      keepNotes(
        session.vault,
        notes.map((note) => (note.id === id ? { withdrawnAt, ...note } : note)),
      );
      return board(engine);
    },
  };
}

/** Of exports that are looked at, when another is opened beside them. */
export function carryNotes(from: Vault, to: Vault): void {
  to.setSecret(notesSecret, from.secret(notesSecret));
}

async function board(engine: Engine): Promise<IncidentBoard> {
  const session = engine.session();
  return { notes: notesOf(session.vault), bin: await recycleBin(session.vault, session.clock.now()) };
}

function notesOf(vault: Vault): readonly IncidentNote[] {
  const bytes = vault.secret(notesSecret);
  return bytes === undefined ? [] : JSON.parse(Buffer.from(bytes).toString("utf8"));
}

function keepNotes(vault: Vault, notes: readonly IncidentNote[]): void {
  vault.setSecret(notesSecret, Buffer.from(JSON.stringify(notes), "utf8"));
}
