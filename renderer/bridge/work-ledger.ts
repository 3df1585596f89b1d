import type { WorkProgress } from "../../preload/contract/events.ts";
import type { MethodName } from "../../preload/contract/methods.ts";

/** Long calls by the sentence that stands there until the first progress arrives. */
const longMethods: Partial<Record<MethodName, string>> = {
  "session.unlock": "Opening the vault",
  "connect.signIn": "Waiting for the sign-in",
  "connect.protect": "Making the vault",
  "review.open": "Proving the export",
  "session.signIn": "Waiting for the sign-in",
  "session.startDemo": "Building the demo tenant",
  "copies.add": "Making the first copy",
  "copies.run": "Bringing the copies up to date",
  "timeline.capture": "Taking a snapshot",
  "report.open": "Comparing",
  "plan.make": "Reading the tenant and making the plan",
  "vault.check": "Reading the vault back",
  "vault.export": "Exporting the snapshot",
  "recovery.apply": "Putting things back",
  "recovery.resume": "Going on with the recovery",
  "recovery.follow": "Putting things back",
  "recovery.verify": "Reading back what was written",
  "recovery.makeUndoPlan": "Making the undo plan",
  "recovery.makeSwitchOnPlan": "Making the plan",
};

export interface Work {
  readonly method: MethodName;
  readonly message: string;
  readonly progress: WorkProgress | null;
}

export interface EndedWork {
  readonly method: MethodName;
  /** What it gave; undefined if it failed. */
  readonly value: unknown;
  /** What it failed with. */
  readonly error: unknown;
  /** The window's place when it began. */
  readonly begunAt: string;
}

/** The long calls under way and what was last heard of them, as a store for React. */
export class WorkLedger {
  readonly #listeners = new Set<() => void>();
  readonly #enders = new Set<(ended: EndedWork) => void>();
  readonly #running: MethodName[] = [];
  readonly #place: () => string;
  #current: Work | null = null;

  /** `place` tells where the window is. */
  constructor(place: () => string = () => "") {
    this.#place = place;
  }

  async during<Value>(method: MethodName, run: () => Promise<Value>): Promise<Value> {
    if (longMethods[method] === undefined) return run();
    const begunAt = this.#place();
    this.#running.push(method);
    this.#show(null);
    try {
      const value = await run();
      // Whoever asked for it does something with it first, such as going where it is shown.
      setTimeout(() => this.#end({ method, value, error: undefined, begunAt }));
      return value;
    } catch (error) {
      this.#end({ method, value: undefined, error, begunAt });
      throw error;
    } finally {
      this.#running.splice(this.#running.lastIndexOf(method), 1);
      this.#show(null);
    }
  }

  /** Hears of each long call when it has ended. */
  onEnd(listener: (ended: EndedWork) => void): () => void {
    this.#enders.add(listener);
    return () => this.#enders.delete(listener);
  }

  #end(ended: EndedWork): void {
    for (const listener of this.#enders) listener(ended);
  }

  tell(progress: WorkProgress): void {
    // Work of another window or of the schedule has no call here; it is not this window's to show or cancel.
    if (this.#running.length > 0) this.#show(progress);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly current = (): Work | null => this.#current;

  #show(progress: WorkProgress | null): void {
    const method = this.#running.at(-1);
    this.#current =
      method === undefined
        ? null
        : { method, message: progress?.message ?? longMethods[method] ?? "Working", progress };
    for (const listener of this.#listeners) listener();
  }
}
