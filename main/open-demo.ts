import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ReinstateError } from "../preload/contract/reinstate-error.ts";
import { connect } from "./connect-vault.ts";
import { refuseCopyFolder } from "./copies/refuse-copy-folder.ts";
import { createDemoTenant, openDemoTenant } from "./demo/create-demo-tenant.ts";
import type { DemoTenant } from "./demo/demo-tenant.ts";
import { demoStateName, keepDemo, readDemoPassphrase } from "./demo-files.ts";
import { demoClock } from "./flows/demo-clock.ts";
import type { DemoChoice, DemoWalk } from "./flows/demo-walk.ts";
import type { Log } from "./log/log.ts";
import type { OpenedTenant } from "./open-tenant.ts";
import { makeFolder, mustBeReachable, openOrCreate } from "./tenant-vault.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";
import { openVault } from "./vault/open-vault.ts";

const defaultDemoUsers = 1000;
/** How long before now the demo's first snapshot was taken: "yesterday". */
const demoHistoryMs = 26 * 3_600_000;

/** The demo tenant as earlier commands left it beside the vault, or a new one. */
export async function openDemo(
  folder: string,
  { passphrase, ...options }: Partial<DemoVaultOptions> = {},
): Promise<OpenedTenant & { readonly demo: DemoTenant }> {
  await mustBeReachable(folder);
  if (!isVaultFolder(folder)) refuseCopyFolder(folder);
  if (options.readOnly === true && !isVaultFolder(folder)) throw noDemo(folder);
  await makeFolder(folder);
  return openDemoSession(folder, () => demoAsLeft(folder), { ...options, ...demoSecret(folder, passphrase) });
}

/** Whoever only reads makes none on the way. */
function noDemo(folder: string): ReinstateError {
  return new ReinstateError(
    "USAGE_NOT_FOUND",
    `There is no demo vault in ${folder} yet. Build one with \`reinstate demo --vault ${folder}\`, or name another folder with --vault.`,
  );
}

interface DemoVaultOptions {
  readonly passphrase: (() => Promise<string>) | undefined;
  readonly acceptHead?: boolean | undefined;
  readonly readOnly?: boolean;
  readonly unattended?: boolean | undefined;
  readonly log?: Log | undefined;
}

/** A fresh demo tenant with an empty vault, at "yesterday", with its incident still to come. */
export async function openDemoWalk(
  folder: string,
  choice: DemoChoice,
  passphrase?: () => Promise<string>,
  log?: Log,
): Promise<DemoWalk> {
  if (isVaultFolder(folder)) {
    throw new ReinstateError(
      "USAGE_INVALID",
      `There is a vault in ${folder} already. Name another folder for the demo with --vault.`,
    );
  }
  refuseCopyFolder(folder);
  await makeFolder(folder);
  const demo = createDemoTenant({ users: choice.users, seedNumber: choice.seedNumber, now: yesterday() });
  const { refused } = choice.seedFolder === undefined ? { refused: [] } : await demo.seedFolder(choice.seedFolder);
  const session = await openDemoSession(folder, async () => demo, { ...demoSecret(folder, passphrase), log });
  return { session, demo, refused, close: session.close };
}

async function demoAsLeft(folder: string): Promise<DemoTenant> {
  const file = join(folder, demoStateName);
  if (!existsSync(file)) return createDemoTenant({ users: defaultDemoUsers, seedNumber: 1, now: yesterday() });
  const demo = openDemoTenant(await readFile(file));
  demo.advance(Math.max(0, Date.now() - Date.parse(demo.now())));
  return demo;
}

type OpenDemoVault = DemoVaultOptions & DemoSecret;

interface DemoSecret {
  readonly passphrase: () => Promise<string>;
  /** See CreateVaultOptions. */
  readonly passphraseCost?: number;
}

/** The person's own passphrase, or the random one beside the demo's vault: 144 bits need no costly stretching. */
function demoSecret(folder: string, passphrase: (() => Promise<string>) | undefined): DemoSecret {
  return passphrase === undefined
    ? { passphrase: () => readDemoPassphrase(folder), passphraseCost: 16 }
    : { passphrase };
}

async function openDemoSession(folder: string, load: () => Promise<DemoTenant>, options: OpenDemoVault) {
  const { vault, demo } = await openDemoVault(folder, load, options);
  const clock = demoClock(demo, () => performance.now());
  const { cloud, transport } = demo;
  const openBrowser = options.unattended === true ? undefined : demo.openBrowser;
  const session = connect(vault, { cloud, transport, openBrowser, clock }, options);
  const close = async () => {
    try {
      // Whoever only reads the vault has not changed the tenant either.
      if (options.readOnly !== true) await keepDemo(folder, demo);
    } finally {
      vault.close();
    }
  };
  return { ...session, demo, close };
}

/** Whoever holds the vault holds the tenant's file beside it: it is read after the one is open, kept before it closes. */
async function openDemoVault(
  folder: string,
  load: () => Promise<DemoTenant>,
  { passphrase, passphraseCost, acceptHead = false, readOnly = false }: OpenDemoVault,
) {
  const held = isVaultFolder(folder)
    ? openVault({ folder, passphrase: await passphrase(), acceptHead, readOnly })
    : undefined;
  try {
    const demo = await load();
    const tenant = { id: demo.cloud.tenantId, name: demo.tenantName };
    const { openBrowser } = demo;
    const vault =
      held ?? (await openOrCreate({ folder, passphrase, passphraseCost, create: true, tenant, openBrowser }));
    if (vault.description.tenantId === tenant.id) return { vault, demo };
    throw new ReinstateError(
      "VAULT_OTHER_TENANT",
      `The vault in ${folder} is of the tenant "${vault.description.tenantName}", not of the demo. Name another folder with --vault.`,
    );
  } catch (error) {
    held?.close();
    throw error;
  }
}

function yesterday(): string {
  return new Date(Date.now() - demoHistoryMs).toISOString();
}
