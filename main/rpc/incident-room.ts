import { randomBytes } from "node:crypto";
import type { Answer } from "../../preload/contract/bridge.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { giveWay } from "../flows/give-way.ts";
import type { Disguise } from "../flows/list-objects.ts";
import type { Report } from "../flows/report.ts";
import { disguise } from "../pseudonyms/disguise.ts";
import { gatherPeople } from "../pseudonyms/gather-people.ts";
import { KnownPeople } from "../pseudonyms/known-people.ts";
import { withoutHome } from "../pseudonyms/without-home.ts";
import type { Vault } from "../vault/vault.ts";
import { meantFilter } from "./meant-filter.ts";
import { toErrorShape } from "./to-error-shape.ts";

const sinceSecret = "incident-room";
const keySecret = "incident-room-key";
const keyBytes = 32;

/** What writes a file, and sees to it that the file has no names of people. Everything else that writes one is refused. */
const disguisedFiles: ReadonlySet<string> = new Set(["report.save", "plan.save", "diagnostics.save"]);

/** Since when the incident room of this vault is open; null: it is not. Kept in the vault: a new window begins in it again. */
export function incidentSince(vault: Vault): string | null {
  const bytes = vault.secret(sinceSecret);
  return bytes === undefined ? null : Buffer.from(bytes).toString("utf8");
}

/** Opens the room of another vault as that of `from` is, with the same pseudonyms: nobody's name appears on the way. */
export function carryRoom(from: Vault, to: Vault): void {
  if (incidentSince(from) === null) return;
  for (const name of [keySecret, sinceSecret]) to.setSecret(name, from.secret(name));
}

/** What is known of one vault's people. */
interface Knowledge {
  readonly people: KnownPeople;
  readonly disguise: Disguise;
  readonly reports: WeakMap<Report, Report>;
  upTo: number;
  learning: Promise<void> | undefined;
}

/**
 * While it is open, no name, address or number of a person leaves the engine: every answer and event, every file and every
 * question to the person has stable pseudonyms in their place.
 */
export class IncidentRoom {
  readonly #vault: () => Vault | undefined;
  readonly #known = new WeakMap<Vault, Knowledge>();

  constructor(vault: () => Vault | undefined) {
    this.#vault = vault;
  }

  isOn(): boolean {
    return this.#open() !== undefined;
  }

  /** Gets to know everybody first, so that nobody is shown by name for a moment. `now`: ISO 8601 UTC. */
  async enter(vault: Vault, now: string): Promise<void> {
    if (vault.secret(keySecret) === undefined) vault.setSecret(keySecret, randomBytes(keyBytes));
    await this.#learn(vault);
    if (incidentSince(vault) === null) vault.setSecret(sinceSecret, Buffer.from(now, "utf8"));
  }

  leave(vault: Vault): void {
    vault.setSecret(sinceSecret, undefined);
  }

  /** A value as it may be shown now. */
  shown<Value>(value: Value): Value {
    const vault = this.#open();
    return vault === undefined ? value : this.#knowledge(vault).disguise(value);
  }

  /** For lists and searches, which have to go by what is shown; undefined while the room is closed. */
  disguise(): Disguise | undefined {
    const vault = this.#open();
    return vault === undefined ? undefined : this.#knowledge(vault).disguise;
  }

  /** A report as it may be shown: its order, its search and its files go by the pseudonyms too. */
  report(report: Report): Report {
    const vault = this.#open();
    if (vault === undefined) return report;
    const { reports, disguise: hide } = this.#knowledge(vault);
    const shown = reports.get(report) ?? { ...report, changes: hide(report.changes), warnings: hide(report.warnings) };
    reports.set(report, shown);
    return shown;
  }

  /** A filter of the window, which may name pseudonyms, as the people that it means. */
  async meant(vault: Vault, filter: ChangeFilter): Promise<ChangeFilter> {
    if (this.#open() !== vault) return filter;
    const { people, disguise: hide } = this.#knowledge(vault);
    return meantFilter(vault, filter, people, hide);
  }

  refusal(): ReinstateError {
    const message = "This file would hold people's names. Leave the incident room first.";
    return new ReinstateError("USAGE_INVALID", message);
  }

  /** Between a call and its answer. What began while the room was open is disguised even if the vault is closed meanwhile. */
  async pass(method: unknown, answer: () => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
    const before = this.#open();
    try {
      if (before !== undefined && writesNames(method)) throw this.refusal();
      const given = await answer();
      const vault = this.#open();
      if (vault !== undefined) await this.#learn(vault);
      const asked = vault ?? before;
      return asked === undefined ? given : this.#knowledge(asked).disguise(given);
    } catch (error) {
      return { ok: false, error: toErrorShape(error) };
    }
  }

  #open(): Vault | undefined {
    const vault = this.#vault();
    return vault === undefined || incidentSince(vault) === null ? undefined : vault;
  }

  #knowledge(vault: Vault): Knowledge {
    const known = this.#known.get(vault);
    if (known !== undefined) return known;
    const key = vault.secret(keySecret);
    if (key === undefined) throw new Error("the incident room is open and has no key");
    const people = new KnownPeople(key);
    const hide: Disguise = (value) => withoutHome(disguise(people, value));
    const made: Knowledge = { people, disguise: hide, reports: new WeakMap(), upTo: 0, learning: undefined };
    this.#known.set(vault, made);
    return made;
  }

  async #learn(vault: Vault): Promise<void> {
    const known = this.#knowledge(vault);
    while (known.upTo !== (vault.snapshots().at(-1)?.number ?? 0)) {
      known.learning ??= this.#gather(vault, known).finally(() => {
        known.learning = undefined;
      });
      await known.learning;
    }
  }

  async #gather(vault: Vault, known: Knowledge): Promise<void> {
    const steps = gatherPeople(vault, known.people, known.upTo);
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        known.upTo = step.value;
        return;
      }
      await giveWay(undefined);
    }
  }
}

function writesNames(method: unknown): boolean {
  return typeof method === "string" && /\.(?:save|export)/u.test(method) && !disguisedFiles.has(method);
}
