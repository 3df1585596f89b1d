import type { Doing, WrittenExport } from "../../preload/contract/history.ts";
import type { InputOf } from "../../preload/contract/methods.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { exportSnapshot } from "../exchange/export-snapshot.ts";
import { exportSource } from "../flows/export-source.ts";
import { runSteps } from "../flows/run-steps.ts";
import type { TenantSession, WorkControl } from "../flows/tenant-session.ts";
import { vaultHistory, writeDownExport, writeDownNow } from "../flows/vault-history.ts";
import type { Engine } from "./engine.ts";
import { snapshotNumbered } from "./report-handlers.ts";
import type { Handlers } from "./router.ts";

type HistoryMethods = "history.doings" | "vault.check" | "vault.export";

/** What was done with the vault, and what of it is begun from there: proving it, and handing a snapshot to somebody. */
export function historyHandlers(engine: Engine): Pick<Handlers, HistoryMethods> {
  return {
    "history.doings": async () => vaultHistory(engine.session().vault),
    "vault.check": () => engine.work((control) => check(engine.session(), control)),
    "vault.export": (choice) => exportTo(engine, choice),
  };
}

async function check(session: TenantSession, control: WorkControl): Promise<Doing> {
  const { vault } = session;
  const verdict = await runSteps(vault.check(), { work: "check", message: "Reading the vault back" }, control);
  const { ok, snapshots, bytes, problem } = verdict;
  const size = `${bytes.toLocaleString("en-US")} bytes`;
  const sentence = ok
    ? `Proven: ${snapshots} ${snapshots === 1 ? "snapshot" : "snapshots"}, ${size}; every object, record and signature holds.`
    : `ALTERED: ${(problem ?? "the vault does not prove").replace(/\.$/u, "")}. Do not rely on what comes after that place; use a copy of the vault.`;
  return writeDownNow(session, { kind: "check", verdict: ok ? "complete" : "failed", sentence });
}

async function exportTo(engine: Engine, { snapshot, lock }: InputOf<"vault.export">): Promise<WrittenExport> {
  const session = engine.session();
  const { vault } = session;
  const record = snapshotNumbered(vault.snapshots(), snapshot);
  const path = await engine.options.chooseFile(`reinstate-snapshot-${snapshot}.age`);
  if (path === undefined) throw new ReinstateError("CANCELLED", "The snapshot was not exported.");
  const locked = "passphrase" in lock ? lock.passphrase : lock;
  const written = await engine.work(() => exportSnapshot(exportSource(vault, record), path, locked));
  await writeDownExport(session, { snapshot, path, lock: locked, objects: written.objects });
  return { path, ...written };
}
