import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { access, constants, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ReinstateError } from "../preload/contract/reinstate-error.ts";
import { createDemoTenant, openDemoTenant } from "./demo/create-demo-tenant.ts";
import type { DemoTenant } from "./demo/demo-tenant.ts";
import { diskError } from "./exchange/disk-error.ts";
import { demoClock } from "./flows/demo-clock.ts";
import type { DemoChoice, DemoWalk } from "./flows/demo-walk.ts";
import type { OpenedReview } from "./flows/open-for-review.ts";
import type { TenantSession } from "./flows/tenant-session.ts";
import type { Clock } from "./graph/clock.ts";
import type { Cloud } from "./graph/cloud.ts";
import { createGraph } from "./graph/create-graph.ts";
import { documentedAllowance } from "./graph/documented-allowance.ts";
import type { Transport } from "./graph/graph.ts";
import { kindOfCloud } from "./graph/kind-of-cloud.ts";
import { createRateLimiter } from "./graph/rate-limiter.ts";
import { createSignIn } from "./graph/sign-in.ts";
import { systemClock } from "./graph/system-clock.ts";
import { transportFetch } from "./graph/transport-fetch.ts";
import type { Log } from "./log/log.ts";
import { createVault } from "./vault/create-vault.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";
import { type OpenVaultOptions, openVault } from "./vault/open-vault.ts";
import type { Vault } from "./vault/vault.ts";
import type { VaultUse } from "./vault/vault-lock.ts";

/** The demo tenant's own files beside its vault. Its people are made up: the passphrase may lie there too. */
const demoStateName = "demo-tenant.state";
const demoPassphraseName = "demo-passphrase.txt";
const defaultDemoUsers = 1000;
const tokenCacheName = "token-cache";
const cloudName = "cloud";
/** How long before now the demo's first snapshot was taken: "yesterday". */
const demoHistoryMs = 26 * 3_600_000;

export interface OpenTenantOptions {
  readonly folder: string;
  readonly passphrase: () => Promise<string>;
  /** Instead of the passphrase, where a keystore opened a slot. */
  readonly keys?: NonNullable<OpenVaultOptions["keys"]>;
  /** See CreateVaultOptions. */
  readonly passphraseCost?: number | undefined;
  /** Absent: only what is in the vault can be looked at. */
  readonly cloud?: Cloud;
  readonly create: boolean;
  /** See OpenVaultOptions. */
  readonly acceptHead?: boolean;
  readonly readOnly?: boolean;
  readonly tenant?: { readonly id: string; readonly name: string };
  /** See OpenVaultOptions. */
  readonly use?: VaultUse | undefined;
  /** Undefined where nobody is there: what needs a person ends with SIGN_IN_NEEDED. */
  readonly openBrowser: ((url: string) => Promise<void>) | undefined;
  /** The network if absent. */
  readonly transport?: Transport;
  readonly log?: Log | undefined;
}

export interface OpenedTenant extends TenantSession {
  close(): Promise<void>;
}

/** A real tenant's session: the vault, and Graph behind it where a cloud is given. */
export async function openTenant(options: OpenTenantOptions): Promise<OpenedTenant> {
  const vault = await openOrCreate(options);
  const cloud = options.cloud ?? cloudKeptIn(vault);
  const reach =
    cloud === undefined
      ? offline(vault)
      : { cloud, transport: options.transport ?? transportFetch, openBrowser: options.openBrowser, clock: systemClock };
  return { ...connect(vault, reach, options), close: async () => vault.close() };
}

export interface ConnectTenantOptions {
  readonly folder: string;
  readonly cloud: Cloud;
  /** What the vault calls the tenant. */
  readonly name: string;
  readonly passphrase: string;
  /** Of the person who has signed in; undefined where an application does. */
  readonly tokens: string | undefined;
  readonly transport: Transport;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly log?: Log | undefined;
}

/** A new vault, with the way to its tenant and the sign-in sealed in it: from now on it needs no cloud file. */
export async function connectTenant(options: ConnectTenantOptions): Promise<OpenedTenant> {
  const { folder, cloud, name, passphrase, tokens, transport, openBrowser } = options;
  const tenant = { id: cloud.tenantId, name };
  const ask = async () => passphrase;
  const vault = await openOrCreate({ folder, passphrase: ask, create: true, tenant, openBrowser, use: "window" });
  vault.setSecret(cloudName, Buffer.from(JSON.stringify(cloud), "utf8"));
  if (tokens !== undefined) vault.setSecret(tokenCacheName, Buffer.from(tokens, "utf8"));
  const reach = { cloud, transport, openBrowser, clock: systemClock };
  return { ...connect(vault, reach, options), close: async () => vault.close() };
}

function cloudKeptIn(vault: Vault): Cloud | undefined {
  const bytes = vault.secret(cloudName);
  if (bytes === undefined) return undefined;
  // Sealed as it was read out of a cloud file, which had to be in order. The limits are those of today.
  const kept = JSON.parse(Buffer.from(bytes).toString("utf8")) as Cloud;
  return { ...kept, allowance: documentedAllowance() };
}

/** A session over exported snapshots: no tenant behind it, and nothing left of it when it is closed. */
export function sessionOfReview(review: OpenedReview): OpenedTenant {
  return { ...connect(review.vault, offline(review.vault), {}), close: () => review.erase() };
}

async function openOrCreate(options: OpenTenantOptions): Promise<Vault> {
  const { folder, cloud, tenant, use, acceptHead = false } = options;
  const tenantId = cloud?.tenantId ?? tenant?.id;
  await mustBeReachable(folder);
  if (isVaultFolder(folder)) {
    const secret = options.keys === undefined ? { passphrase: await options.passphrase() } : { keys: options.keys };
    const found = { folder, ...secret, acceptHead, use, ...(cloud === undefined ? {} : { tenantId: cloud.tenantId }) };
    return options.readOnly === true ? openToRead(found) : openVault(found);
  }
  if (!options.create || tenantId === undefined) {
    throw new ReinstateError(
      "USAGE_NOT_FOUND",
      `There is no vault in ${folder}. Take a first snapshot with \`reinstate capture --cloud FILE.json --vault ${folder}\`, or name another folder with --vault (the simulated tenant's with --cloud demo).`,
    );
  }
  await makeFolder(folder);
  const passphrase = await options.passphrase();
  return createVault({
    folder,
    tenantId,
    tenantName: tenant?.name ?? cloud?.name ?? tenantId,
    passphrase,
    passphraseCost: options.passphraseCost,
    now: new Date().toISOString(),
  });
}

/** A vault of an older format has to be opened for writing once, even to be read. */
function openToRead(options: OpenVaultOptions): Vault {
  try {
    return openVault({ ...options, readOnly: true });
  } catch (error) {
    if (!(error instanceof ReinstateError) || error.code !== "DISK_DENIED") throw error;
    return openVault(options);
  }
}

/** A folder that may not be looked into is not one without a vault: DISK_DENIED. */
async function mustBeReachable(folder: string): Promise<void> {
  try {
    await access(folder, constants.X_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EACCES") throw diskError(error, folder);
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mustBeReachable(folder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new ReinstateError("DISK_DENIED", `The folder ${folder} cannot be made. Choose one that you may write to.`, {
      cause,
    });
  }
}

interface Reach {
  readonly cloud: Cloud;
  readonly transport: Transport;
  readonly openBrowser: ((url: string) => Promise<void>) | undefined;
  readonly clock: Clock;
}

/** Without a cloud every request is refused with a sentence; the vault can be read all the same. */
function offline(vault: Vault): Reach {
  const refuse = async () => {
    throw new ReinstateError(
      "SIGN_IN_NEEDED",
      "No tenant is connected: give --cloud FILE.json (see docs/connect-a-tenant.md).",
    );
  };
  const { tenantId, tenantName } = vault.description;
  const allowance = { readUnitsPer10s: 1, writesPerSecond: 1, conditionalAccessPerSecond: 1 };
  const cloud = {
    name: tenantName,
    authority: "https://login.invalid",
    graph: "https://graph.invalid",
    tenantId,
    clientId: "none",
    allowance,
    demo: false,
  };
  return { cloud, transport: refuse, openBrowser: refuse, clock: systemClock };
}

function connect(
  vault: Vault,
  { cloud, transport, openBrowser, clock }: Reach,
  { log, readOnly = false }: { readonly log?: Log | undefined; readonly readOnly?: boolean | undefined },
): TenantSession {
  log?.write("vault.opened", { cloud: kindOfCloud(cloud), snapshots: vault.snapshots().length, readOnly });
  const cache = {
    read: async () => {
      const bytes = vault.secret(tokenCacheName);
      return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
    },
    write: async (text: string) => vault.setSecret(tokenCacheName, Buffer.from(text, "utf8")),
  };
  // The limits are the tenant's: every Graph of this session keeps them together.
  const limiter = createRateLimiter(cloud.allowance, clock);
  limiter.use(vault.allowanceShare());
  const sessionOf = (browser: Reach["openBrowser"]): TenantSession => {
    const opening = browser === undefined ? {} : { openBrowser: browser };
    const signIn = createSignIn({ cloud, transport, cache, clock, ...opening });
    return {
      vault,
      cloud,
      signIn,
      clock,
      graph: (permissions) => createGraph({ cloud, transport, signIn, permissions, clock, limiter, log }),
      limitTo: (percent) => limiter.use(percent),
      log,
      newId: () => randomBytes(16).toString("hex"),
    };
  };
  return { ...sessionOf(openBrowser), unattended: () => sessionOf(undefined) };
}

/** The demo tenant as earlier commands left it beside the vault, or a new one. */
export async function openDemo(
  folder: string,
  { passphrase, ...options }: Partial<DemoVaultOptions> = {},
): Promise<OpenedTenant & { readonly demo: DemoTenant }> {
  await mustBeReachable(folder);
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
  await makeFolder(folder);
  const demo = createDemoTenant({ users: choice.users, seedNumber: choice.seedNumber, now: yesterday() });
  const { refused } = choice.seedFolder === undefined ? { refused: [] } : await demo.seedFolder(choice.seedFolder);
  const session = await openDemoSession(folder, async () => demo, { ...demoSecret(folder, passphrase), log });
  return { session, demo, refused, close: session.close };
}

/** True if a demo was built here to the end. */
export function isDemoFolder(folder: string): boolean {
  return isVaultFolder(folder) && existsSync(join(folder, demoStateName));
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
  const open = readOnly ? openToRead : openVault;
  const held = isVaultFolder(folder) ? open({ folder, passphrase: await passphrase(), acceptHead }) : undefined;
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

/** Keeps the demo tenant's state beside the vault, so that later commands find it as it was left. DISK_FULL, DISK_DENIED. */
export async function keepDemo(folder: string, demo: DemoTenant): Promise<void> {
  const file = join(folder, demoStateName);
  try {
    await writeFile(`${file}.new`, demo.save(), { mode: 0o600 });
    await rename(`${file}.new`, file);
  } catch (error) {
    await rm(`${file}.new`, { force: true });
    throw diskError(error, file);
  }
}

/** The file with the passphrase of the demo vault in the folder, where there is one. */
export function demoPassphraseFile(folder: string): string | undefined {
  const file = join(folder, demoPassphraseName);
  return existsSync(file) ? file : undefined;
}

/** Made with the demo's first vault. DISK_DENIED, DISK_FULL. */
export async function readDemoPassphrase(folder: string): Promise<string> {
  const file = join(folder, demoPassphraseName);
  try {
    if (!existsSync(file)) await writeFile(file, `${randomBytes(18).toString("base64url")}\n`, { mode: 0o600 });
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    throw diskError(error, file);
  }
}

function yesterday(): string {
  return new Date(Date.now() - demoHistoryMs).toISOString();
}
