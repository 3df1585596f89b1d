import { Worker } from "node:worker_threads";
import type { Answer } from "../../preload/contract/bridge.ts";
import type { Scenario } from "../demo/demo-tenant.ts";
import type { FromEngine, ToEngine } from "./engine-messages.ts";
import { HostErrands } from "./host-errands.ts";
import type { HostPorts } from "./ports.ts";

export interface EngineThreadOptions {
  /** The engine's entry file: source under Node, bundled in Electron. */
  readonly entry: URL;
  readonly startUp: EngineStartUp;
  readonly ports: HostPorts;
  /** Beside this process's environment: what the host knows of the network. */
  readonly environment?: Readonly<Record<string, string>>;
  onEvent(event: string, value: unknown): void;
  /** Long work begins, or the last of it has ended. */
  onWork?(working: boolean): void;
}

/** What the engine is told when it starts; nothing secret. */
export interface EngineStartUp {
  readonly vaultFolder: string;
  /** Where the vault of a tenant lies that is connected in this window; in a window of a tenant: its own folder. */
  readonly tenantFolder?: string;
  /** A cloud file's path or a cloud's name; absent: look only. */
  readonly cloud?: string;
  /** The folder is the demo tenant's; with a scenario it is built at once if it is not there yet. */
  readonly demo: false | "ask" | Scenario;
  readonly host: ReturnType<HostPorts["describe"]>;
  /** Where this installation logs; absent: nowhere. */
  readonly logFolder?: string;
  /** Name of the host's keystore. */
  readonly keystore?: string;
}

export interface EngineThread {
  handle(method: unknown, input: unknown): Promise<Answer<unknown>>;
  /** Has the window offer to open this exported snapshot (a path), as when its file was double-clicked. */
  offerExport(path: string): void;
  /** The computer woke up. */
  look(): void;
  /** True while long work runs. */
  isWorking(): boolean;
  /** True while long work runs or the page waits for an answer. */
  isBusy(): boolean;
  /** Lets work under way end cleanly, closes the vault, ends the thread. */
  stop(): Promise<void>;
}

/** As build/setup.mjs does for the command line: measured, a report of 100,000 changes takes a third less memory, and no more time. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/**
 * Runs the engine (Graph, vault, compare, plan, apply) in a thread of its own, so that the thread with the windows
 * never blocks. This side carries messages and does for the engine what only a host can do.
 */
export function startEngineThread(options: EngineThreadOptions): EngineThread {
  const env = { ...process.env, ...options.environment };
  const worker = new Worker(options.entry, { workerData: options.startUp, resourceLimits, env });
  const waiting = new Map<number, (answer: Answer<unknown>) => void>();
  const errands = new HostErrands(options.ports);
  let nextCall = 1;
  let working = false;
  let dead: Answer<unknown> | undefined;
  const post = (message: ToEngine) => worker.postMessage(message);

  worker.on("message", (message: FromEngine) => {
    if (message.kind === "answer") {
      waiting.get(message.call)?.(message.answer);
      waiting.delete(message.call);
    } else if (message.kind === "event") {
      options.onEvent(message.event, message.value);
    } else if (message.kind === "withdraw") {
      errands.withdraw(message.ask);
    } else if (message.kind === "work") {
      working = message.working;
      options.onWork?.(working);
    } else {
      void errands.run(message.ask, message.errand).then((value) => post({ kind: "told", ask: message.ask, value }));
    }
  });
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  worker.on("error", (error) =>
    endAll(`The engine stopped: ${error.name}. Restart Reinstate; sealed snapshots are safe.`),
  );
  worker.on("exit", () => endAll("The engine has ended. Restart Reinstate; sealed snapshots are safe."));

  function endAll(message: string): void {
    dead ??= { ok: false, error: { code: "INTERNAL", message, retryable: false } };
    for (const resolve of waiting.values()) resolve(dead);
    waiting.clear();
    working = false;
  }

  return {
    handle: (method, input) =>
      new Promise((resolve) => {
        if (dead !== undefined) return resolve(dead);
        const call = nextCall++;
        waiting.set(call, resolve);
        post({ kind: "call", call, method, input });
      }),
    offerExport: (path) => {
      if (dead === undefined) post({ kind: "offer", path });
    },
    look: () => {
      if (dead === undefined) post({ kind: "look" });
    },
    isWorking: () => working,
    isBusy: () => working || waiting.size > 0,
    stop: async () => {
      post({ kind: "stop" });
      await exited;
    },
  };
}
