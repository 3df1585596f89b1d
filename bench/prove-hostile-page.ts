import { join } from "node:path";
import fc from "fast-check";
import { createHandlers } from "../main/rpc/create-handlers.ts";
import { Engine } from "../main/rpc/engine.ts";
import { createRouter } from "../main/rpc/router.ts";
import { eachOnce, type HostileCall, hostileCalls } from "../main/rpc/testing/hostile-calls.ts";
import { openWindowDoor } from "../main/window-door.ts";
import { methods } from "../preload/contract/methods.ts";

const host = {
  capabilities: { osKeyring: false, tray: false, autostart: false, nativeDialogs: false, selfUpdate: false },
  version: "0.0.0-prove",
  platform: process.platform,
};
const seed = 4711;
/** These close the vault or build another one, which would only take it away, or have tests of their own: once each, at last. */
const atLast =
  /^(session\.(lock|unlock|startDemo)|review\.close|keys\.|copies\.|timeline\.capture|report\.save|plan\.save)/u;

/** A page that was taken over calls every method, and then any, with whatever it likes for so long; returns how much was wrong. */
export async function proveHostilePage(folder: string, seconds: number): Promise<number> {
  let [calls, wrong, asked, passed] = [0, 0, 0, 0];
  const door = openWindowDoor({
    startUp: { host, vaultFolder: join(folder, "vault"), demo: "ask" },
    openBrowser: async () => {},
  });
  const engine = new Engine({
    door,
    host,
    emit: () => {},
    chooseFile: async () => undefined,
    confirmPlan: async () => {
      asked += 1;
      return undefined;
    },
    now: () => performance.now(),
  });
  const router = createRouter(createHandlers(engine), () => performance.now());
  await router.handle("session.startDemo", { scenario: "lockout", users: 50 });
  const { vault } = engine.session();
  const jobs = () => JSON.stringify(vault.jobs());
  const before = jobs();
  const { first = [], last = [] } = Object.groupBy(Object.keys(methods), (name) =>
    atLast.test(name) ? "last" : "first",
  );
  const known = await knownValues(router);
  const inputs = fc.sample(hostileCalls(first, known), { seed, numRuns: 20_000 });
  const meet = async ([method, input]: HostileCall) => {
    calls += 1;
    const answer = await router.handle(method, input);
    if (answer.ok) passed += 1;
    else if (answer.error.code === "INTERNAL") {
      wrong += 1;
      console.log(`${method} ${JSON.stringify(input).slice(0, 200)}: ${answer.error.message}`);
    }
  };
  for (const call of eachOnce(first, known, seed)) await meet(call);
  for (const end = performance.now() + seconds * 1000; performance.now() < end; )
    await meet(inputs[calls % inputs.length] ?? ["", {}]);
  const isUntouched = jobs() === before;
  if (!isUntouched) wrong += 1;
  if (({} as { polluted?: boolean }).polluted !== undefined) wrong += 1;
  for (const call of eachOnce(last.toReversed(), known, seed)) await meet(call);
  await door.lock();
  console.log(
    `${calls} calls of a hostile page in ${seconds} s (${passed} answered with a value, ${asked} led to a question): ${wrong} problems, ${isUntouched ? "no job was begun" : "A JOB WAS BEGUN"}.`,
  );
  return wrong;
}

/** A report and a plan that there are, so that calls reach behind the first check. */
async function knownValues(router: ReturnType<typeof createRouter>): Promise<readonly unknown[]> {
  const report = await router.handle("report.open", { from: 1, to: 2 });
  const plan = await router.handle("plan.make", { snapshot: 1, filter: {}, removeAdded: false });
  const ids = [report, plan].flatMap((answer) => (answer.ok ? Object.values(answer.value as object) : []));
  return [...ids.filter((value) => typeof value === "string"), "user", "group", "name", "members", "json", 1, 2, {}];
}
