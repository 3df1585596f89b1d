import { arch, cpus, platform, release, totalmem } from "node:os";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Capabilities } from "../../preload/contract/views.ts";
import { kindOfCloud } from "../graph/kind-of-cloud.ts";
import { architectureOf, keystoreOf } from "../log/log-start.ts";
import { lastLogLines } from "../log/read-log.ts";
import type { Vault } from "../vault/vault.ts";
import { runSteps } from "./run-steps.ts";
import { describeSchedule } from "./schedule.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { vaultKeys } from "./vault-keys.ts";

const mostLines = 400;

export interface DiagnosticsSources {
  readonly version: string;
  readonly capabilities?: Capabilities | undefined;
  readonly keystore?: string | undefined;
  readonly logFolder: string | undefined;
  /** Why it is not open: an error's code. */
  readonly vault: TenantSession | { readonly state: "none" | ReinstateError["code"] };
}

export type Diagnostics = Awaited<ReturnType<typeof collectDiagnostics>>;

/**
 * What somebody who helps needs to know: versions, settings, counts, whether the vault proves, and the last lines of the log. Made
 * of numbers, truth values, times and words of our own only: no name, id, address, path or text of a person or a tenant.
 */
export async function collectDiagnostics(sources: DiagnosticsSources, control: WorkControl = {}) {
  const { version, capabilities, keystore, logFolder, vault } = sources;
  const isOpen = "vault" in vault;
  return {
    madeAt: new Date().toISOString(),
    program: {
      version,
      node: process.versions.node,
      ...(process.versions.electron === undefined ? {} : { electron: process.versions.electron }),
      ...(capabilities === undefined ? {} : { capabilities, keystore: keystoreOf(keystore) }),
    },
    computer: {
      platform: platform(),
      // Some put words of their own behind the numbers.
      system: /^\d+(\.\d+)*/u.exec(release())?.[0] ?? "unknown",
      architecture: architectureOf(arch()),
      processors: cpus().length,
      memoryMiB: Math.round(totalmem() / 1024 ** 2),
    },
    vault: isOpen ? await describeVault(vault, control) : { state: vault.state },
    log: logFolder === undefined ? [] : lastLogLines(logFolder, mostLines),
  };
}

/** As it is shown and saved: the same bytes. */
export function diagnosticsText(diagnostics: Diagnostics): string {
  const { log, ...rest } = diagnostics;
  // A line of the log is a line here too.
  const lines = log.map((line) => `    ${JSON.stringify(line)}`).join(",\n");
  return `${JSON.stringify(rest, null, 2).slice(0, -2)},\n  "log": [${lines === "" ? "" : `\n${lines}\n  `}]\n}\n`;
}

async function describeVault(session: TenantSession, control: WorkControl) {
  const { vault, cloud } = session;
  const { formatVersion, bytes } = vault.description;
  const snapshots = vault.snapshots();
  const { settings, failures, last, absences } = describeSchedule(session);
  return {
    state: "open" as const,
    cloud: kindOfCloud(cloud),
    formatVersion,
    bytes,
    snapshots: { total: snapshots.length, ...newestOf(vault) },
    jobs: countBy(vault.jobs(), ({ verdict, state }) => verdict ?? state),
    plans: vault.plans().length,
    chainEvents: vault.events().length,
    copies: vault.copyPlaces().length,
    keys: countBy(vaultKeys(session).list(), ({ kind }) => kind),
    settings: {
      lockAfterMinutes: vault.idleMinutes(),
      allowancePercent: vault.allowanceShare(),
      retention: vault.retention(new Date().toISOString()).policy,
      schedule: { ...settings, failures, lastOutcome: last?.outcome ?? null, absences: absences.length },
    },
    check: await verdictOf(vault, control),
  };
}

function newestOf(vault: Vault) {
  const newest = vault.snapshots().at(-1);
  if (newest === undefined) return {};
  const { number, endedAt, origin, complete, counts, types } = newest;
  const incomplete = Object.entries(types).flatMap(([type, proof]) => (proof.complete ? [] : [type as ObjectType]));
  return { newest: { number, endedAt, kind: origin.kind, complete, counts, incomplete } };
}

/** What is wrong stays in the vault: its words name places in the tenant's data. */
async function verdictOf(vault: Vault, control: WorkControl) {
  try {
    const { ok, snapshots, bytes } = await runSteps(
      vault.check(),
      { work: "check", message: "Checking the vault" },
      control,
    );
    return { ok, snapshots, bytes };
  } catch (error) {
    if (error instanceof ReinstateError && error.code !== "CANCELLED") return { ok: false, error: error.code };
    throw error;
  }
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return Object.fromEntries(counts);
}
