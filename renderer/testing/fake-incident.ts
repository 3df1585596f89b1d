import type { IncidentBoard, IncidentNote } from "../../preload/contract/incident.ts";
import type { InputOf } from "../../preload/contract/methods.ts";

/** The log and deleted items of a generated tenant. */
export class FakeIncident {
  readonly #now: number;
  #notes: readonly IncidentNote[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  board(): IncidentBoard {
    const deletedAt = new Date(this.#now - 27 * 86_400_000).toISOString();
    const expiresAt = new Date(this.#now + 3 * 86_400_000 + 3_600_000).toISOString();
    return {
      notes: this.#notes,
      bin: {
        snapshot: { number: 4, endedAt: new Date(this.#now).toISOString() },
        total: 1,
        items: [{ type: "user", id: "user-7", name: "Person 4F2-A7QM", deletedAt, expiresAt }],
        unknown: ["group"],
      },
    };
  }

  note({ kind, text }: InputOf<"incident.note">): IncidentBoard {
    const at = new Date(this.#now).toISOString();
    this.#notes = [...this.#notes, { id: `note-${this.#notes.length}`, at, by: "Person 9B1-XXXX", kind, text }];
    return this.board();
  }

  withdraw({ id }: InputOf<"incident.withdraw">): IncidentBoard {
    const withdrawnAt = new Date(this.#now).toISOString();
    this.#notes = this.#notes.map((note) => (note.id === id ? { ...note, withdrawnAt } : note));
    return this.board();
  }
}
