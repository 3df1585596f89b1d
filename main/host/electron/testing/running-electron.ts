import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Answer } from "../../../../preload/contract/bridge.ts";
import type { InputOf, MethodName, OutputOf } from "../../../../preload/contract/methods.ts";
import type { Ask, FrameOf, StandInComputer, Told } from "./remote-messages.ts";

const root = join(import.meta.dirname, "../../../..");
export const ourPage: FrameOf = { url: "app://reinstate/#/timeline", isTop: true };

export interface StartOptions {
  /** Where the data of this computer's person lies. */
  readonly dataFolder: string;
  readonly args?: readonly string[];
  readonly computer?: Partial<StandInComputer>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The real main bundle in a Node process over the stand-in. */
export class RunningElectron {
  readonly #child;
  readonly #waiting = new Map<number, (told: Extract<Told, { kind: "answer" }>) => void>();
  readonly #records: { readonly what: string; readonly value: unknown }[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #sent = new Set<(args: readonly unknown[]) => void>();
  #next = 1;
  /** The process's exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  diagnostics = "";

  constructor({ dataFolder, args = [], computer = {}, env = {} }: StartOptions) {
    const places = {
      HOME: dataFolder,
      XDG_DATA_HOME: dataFolder,
      XDG_CONFIG_HOME: dataFolder,
      LOCALAPPDATA: dataFolder,
    };
    const usual: StandInComputer = {
      keystore: "gnome_libsecret",
      keystoreKey: "this computer",
      pressed: 0,
      tray: false,
      focused: false,
      displays: [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
    };
    const programs = sessionBus(dataFolder, computer.tray ?? usual.tray);
    this.#child = fork(join(root, "dist/main/electron-main.js"), args, {
      execArgv: ["--import", pathToFileURL(join(import.meta.dirname, "electron-hook.ts")).href],
      env: {
        ...process.env,
        ...places,
        ...env,
        PATH: `${programs}:${process.env.PATH}`,
        STAND_IN_COMPUTER: JSON.stringify({ ...usual, ...computer }),
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child.stderr?.on("data", (chunk) => (this.diagnostics += String(chunk)));
    this.#child.on("message", (told: Told) => this.#hear(told));
    this.ended = new Promise((resolve) => this.#child.once("exit", (code) => resolve(code)));
    void this.ended.then((code) => {
      for (const answer of this.#waiting.values()) {
        answer({ kind: "answer", ask: 0, ok: false, value: `ended with ${code}: ${this.diagnostics}` });
      }
      this.#changed();
    });
  }

  /** All that the bundle asked Electron for under this name so far. */
  records<Value = unknown>(what: string): readonly Value[] {
    return this.#records.filter((each) => each.what === what).map(({ value }) => value as Value);
  }

  /** The first record of this name that fits; waits for it while the process lives. */
  async recorded<Value = unknown>(what: string, fits: (value: Value) => boolean = () => true): Promise<Value> {
    while (true) {
      const found = this.records<Value>(what).find(fits);
      if (found !== undefined) return found;
      if (this.#child.exitCode !== null)
        throw new Error(`ended with ${this.#child.exitCode} before ${what}: ${this.diagnostics}`);
      await new Promise<void>((resolve) => this.#listeners.add(resolve));
    }
  }

  ask(message: Ask): Promise<unknown> {
    const ask = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, ({ ok, value }) => (ok ? resolve(value) : reject(new Error(String(value)))));
      this.#child.send({ ask, message });
    });
  }

  /** As the preload does it, from our page or from a frame that says so. */
  invoke(method: unknown, input: unknown, frame: FrameOf | null = ourPage): Promise<unknown> {
    return this.ask({ what: "invoke", channel: "reinstate:call", args: [method, input], frame });
  }

  async call<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const answer = (await this.invoke(method, input)) as Answer<OutputOf<Name>>;
    if (!answer.ok) throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
    return answer.value;
  }

  fetch(url: string, method = "GET"): Promise<Served> {
    return this.ask({ what: "fetch", url, method }) as Promise<Served>;
  }

  /** True if the program prevented what the event announces. */
  emit(
    on: "app" | "window" | "contents" | "power" | "session" | "invisible",
    event: string,
    ...args: readonly unknown[]
  ): Promise<unknown> {
    return this.ask({ what: "emit", on, event, args });
  }

  /** As the menu's Quit does; the process's exit code. Its answer may not come any more. */
  async quit(): Promise<number | null> {
    await this.ask({ what: "quit" }).catch(() => undefined);
    return this.ended;
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }

  /** What the program sends to its page. */
  onSent(hear: (args: readonly unknown[]) => void): void {
    this.#sent.add(hear);
  }

  #hear(told: Told): void {
    if (told.kind === "record") {
      this.#records.push(told);
      if (told.what === "send") for (const hear of this.#sent) hear(told.value as readonly unknown[]);
    } else {
      this.#waiting.get(told.ask)?.(told);
      this.#waiting.delete(told.ask);
    }
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}

/** The program that Reinstate asks first whether the desktop has a tray; its folder. */
function sessionBus(dataFolder: string, hasTray: boolean): string {
  const folder = join(dataFolder, "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "busctl"), `#!/bin/sh\necho b ${hasTray}\n`, { mode: 0o755 });
  return folder;
}
