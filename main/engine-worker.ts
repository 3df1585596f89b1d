import { parentPort, workerData } from "node:worker_threads";
import type { AutostartState } from "../preload/contract/autostart.ts";
import type { MethodName } from "../preload/contract/methods.ts";
import { sweepThrowAways } from "./flows/throw-away-vault.ts";
import { browserByErrands } from "./host/browser-by-errands.ts";
import type { Errand, FromEngine, ToEngine } from "./host/engine-messages.ts";
import type { EngineStartUp } from "./host/engine-thread.ts";
import { keystoreByErrands } from "./host/keystore-by-errands.ts";
import { logHere } from "./log/log-here.ts";
import { logStart } from "./log/log-start.ts";
import { createHandlers } from "./rpc/create-handlers.ts";
import { Engine } from "./rpc/engine.ts";
import { EngineSchedule } from "./rpc/engine-schedule.ts";
import { IdleLock } from "./rpc/idle-lock.ts";
import { createRouter } from "./rpc/router.ts";
import { openWindowDoor } from "./window-door.ts";

/** The engine's thread: the composition root behind both windows. The thread with the window only carries messages. */
if (parentPort === null) throw new Error("engine-worker is started by a host, as a worker thread");
const port = parentPort;
const startUp = workerData as EngineStartUp;
const asked = new Map<number, (value: string | undefined) => void>();
let nextAsk = 1;
const post = (message: FromEngine) => port.postMessage(message);

function ask(errand: Errand, signal?: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const id = nextAsk++;
    asked.set(id, resolve);
    post({ kind: "ask", ask: id, errand });
    // Not every dialog can be closed from here: nobody waits for its answer then.
    const withdraw = () => {
      post({ kind: "withdraw", ask: id });
      tell(id, undefined);
    };
    signal?.addEventListener("abort", withdraw, { once: true });
  });
}

function tell(id: number, value: string | undefined): void {
  asked.get(id)?.(value);
  asked.delete(id);
}

const log = logHere(startUp.logFolder);
logStart(log, startUp);
const keyStore = startUp.keystore === undefined ? undefined : keystoreByErrands(startUp.keystore, ask);
const door = openWindowDoor({
  startUp,
  keyStore,
  log,
  openBrowser: browserByErrands(ask, log),
});
const engine = new Engine({
  door,
  host: startUp.host,
  emit: (event, value) => post({ kind: "event", event, value }),
  chooseFile: (suggestedName) => ask({ what: "chooseFile", argument: suggestedName }),
  chooseExistingFile: (fileKind, signal) => ask({ what: "chooseExistingFile", fileKind }, signal),
  confirmPlan: (question, signal) => ask({ what: "confirmPlan", question }, signal),
  keyStore,
  log,
  logFolder: startUp.logFolder,
  autostart: async (wanted) => (await ask({ what: "autostart", argument: wanted })) as AutostartState | undefined,
  now: () => performance.now(),
  onWork: (working) => post({ kind: "work", working }),
});
const router = createRouter(
  createHandlers(engine),
  () => performance.now(),
  log,
  (method, answer) => engine.room.pass(method, answer),
);
// What an earlier window was looking at when it was killed.
void sweepThrowAways();
const idleLock = new IdleLock(engine, () => Date.now());
const schedule = new EngineSchedule(engine, { now: () => Date.now(), awake: () => performance.now() });
const look = async () => {
  await idleLock.look();
  await schedule.look();
};
const looking = setInterval(() => void look(), 10_000);
/** After these the host shows something else outside the window. */
const changesOutside: ReadonlySet<unknown> = new Set<MethodName>([
  "session.describe",
  "session.unlock",
  "session.lock",
  "session.startDemo",
  "schedule.write",
  "timeline.capture",
]);

port.on("message", async (message: ToEngine) => {
  if (message.kind === "call") {
    await idleLock.attend(message.method);
    const answer = await router.handle(message.method, message.input);
    post({ kind: "answer", call: message.call, answer });
    if (changesOutside.has(message.method)) await schedule.notice();
  } else if (message.kind === "offer") {
    engine.offerExport(message.path);
  } else if (message.kind === "told") {
    tell(message.ask, message.value);
  } else if (message.kind === "look") {
    await look();
  } else {
    clearInterval(looking);
    await engine.lock();
    log.write("app.ended", {});
    log.close();
    port.close();
  }
});
