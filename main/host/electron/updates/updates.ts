/** Where new versions come from. Electron's is behind it; tests have their own. */
export interface UpdateSource {
  /** A newer version's number; undefined: this is the newest. Throws if the channel cannot be reached. */
  find(): Promise<string | undefined>;
  /** Downloads what was found and proves that it is ours. Throws UpdateRefused if it is not; `signal` ends it early. */
  fetch(signal: AbortSignal): Promise<void>;
  /** Proves it again, just before it is installed: the file may have lain there for hours. Throws UpdateRefused. */
  prove(): Promise<void>;
  /** Ends the application and starts the new version, or the old one again if the system refuses the new. */
  install(): void;
}

/** Nothing proves that the publisher signed what was downloaded. */
export class UpdateRefused extends Error {}

export interface UpdatesOptions {
  readonly source: UpdateSource;
  /** True while a snapshot is taken, a plan applied or anything else is under way. */
  readonly isBusy: () => boolean;
  /** Whether the person wants the version that waits to be installed now. */
  readonly ask: (version: string) => Promise<boolean>;
  readonly tell: (sentence: string) => Promise<void>;
  /** Ends the engine and closes the vault. */
  readonly endWork: () => Promise<void>;
}

/** busy: work runs, look again soon. unreachable: no channel or no network, look again another day. */
export type Look = "busy" | "newest" | "declined" | "installing" | "refused" | "unreachable";

/** Looks for updates, fetches and installs them: never while work runs, and never without the person. */
export class Updates {
  readonly #options: UpdatesOptions;
  #abort: AbortController | undefined;

  constructor(options: UpdatesOptions) {
    this.#options = options;
  }

  /** One look at a time; a second one is told that the first is busy. */
  async look(): Promise<Look> {
    if (this.#abort !== undefined || this.#options.isBusy()) return "busy";
    const abort = new AbortController();
    this.#abort = abort;
    try {
      return await this.#find(abort.signal);
    } finally {
      this.#abort = undefined;
    }
  }

  /** Work begins: a download under way ends, so that the two do not share the line. */
  workBegins(): void {
    this.#abort?.abort();
  }

  async #find(signal: AbortSignal): Promise<Look> {
    const { source } = this.#options;
    let version: string | undefined;
    try {
      version = await source.find();
      if (version === undefined) return "newest";
      if (this.#disturbed(signal)) return "busy";
      await source.fetch(signal);
    } catch (error) {
      if (error instanceof UpdateRefused) return this.#refuse(version);
      return signal.aborted ? "busy" : "unreachable";
    }
    return this.#disturbed(signal) ? "busy" : this.#offer(version);
  }

  async #refuse(version = ""): Promise<Look> {
    await this.#options.tell(
      `Reinstate ${version} was downloaded and is not installed: nothing on this computer proves that the publisher signed it. Tell whoever looks after this computer.`,
    );
    return "refused";
  }

  async #offer(version: string): Promise<Look> {
    const { source, ask, tell, endWork, isBusy } = this.#options;
    if (!(await ask(version))) return "declined";
    // The question may have stood there for hours.
    if (isBusy()) {
      await tell(
        `Work is under way, so Reinstate ${version} is not installed now. You are asked again when it is done.`,
      );
      return "busy";
    }
    try {
      await source.prove();
    } catch (error) {
      if (error instanceof UpdateRefused) return this.#refuse(version);
      throw error;
    }
    await endWork();
    source.install();
    return "installing";
  }

  #disturbed(signal: AbortSignal): boolean {
    return signal.aborted || this.#options.isBusy();
  }
}
