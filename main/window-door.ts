import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ReinstateError } from "../preload/contract/reinstate-error.ts";
import type { SessionState } from "../preload/contract/views.ts";
import { isDemoFolder, keepDemo, openDemo, openDemoWalk, openTenant, sessionOfReview } from "./compose.ts";
import type { DemoTenant } from "./demo/demo-tenant.ts";
import { letIncidentHappen } from "./flows/demo-walk.ts";
import { type OpenedReview, openForReview } from "./flows/open-for-review.ts";
import type { TenantSession } from "./flows/tenant-session.ts";
import { namedCloud } from "./graph/named-cloud.ts";
import type { EngineStartUp } from "./host/engine-thread.ts";
import type { Log } from "./log/log.ts";
import type { SessionDoor } from "./rpc/engine.ts";
import { carryNotes } from "./rpc/incident-handlers.ts";
import { carryRoom, incidentSince } from "./rpc/incident-room.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";
import type { KeyStore } from "./vault/keys/key-store.ts";
import { unlockWithKeyStore } from "./vault/keys/unlock.ts";
import type { OpenVaultOptions } from "./vault/open-vault.ts";
import { vaultFiles } from "./vault/vault-files.ts";

interface WindowDoorOptions {
  readonly startUp: EngineStartUp;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly keyStore?: KeyStore | undefined;
  readonly log?: Log | undefined;
}

interface Opened {
  readonly session: TenantSession & { close(): Promise<void> };
  readonly demo?: DemoTenant;
  readonly review?: OpenedReview;
}

type OpenSecret = { readonly passphrase: string } | { readonly keys: NonNullable<OpenVaultOptions["keys"]> };

const storySecret = "demo-story";
const firstDemoUsers = 1000;

/** The window's way to a vault: the demo's opens by itself, a tenant's wants its passphrase. */
export function openWindowDoor({ startUp, openBrowser, keyStore, log }: WindowDoorOptions): SessionDoor {
  const { vaultFolder, cloud } = startUp;
  const isDemo = startUp.demo !== false;
  let opened: Opened | undefined;
  let account: string | null = null;
  let notice: string | undefined;
  /** Once, when Reinstate starts: a vault that was locked since wants a person. */
  let isKeystoreTried = false;
  let alone: Promise<void> | undefined;

  const close = async () => {
    const closing = opened;
    opened = undefined;
    account = null;
    await closing?.session.close();
  };
  const keep = async (next: Opened) => {
    opened = next;
    account = (await next.session.signIn.account())?.name ?? null;
  };

  const openWith = async (secret: OpenSecret) => {
    const named = cloud === undefined ? {} : { cloud: await namedCloud(cloud) };
    const passphrase = async () => ("passphrase" in secret ? secret.passphrase : "");
    const keys = "keys" in secret ? { keys: secret.keys } : {};
    return openTenant({
      folder: vaultFolder,
      use: "window",
      passphrase,
      ...keys,
      ...named,
      create: false,
      openBrowser,
      log,
    });
  };
  /** Undefined: this computer's keystore is no way into this vault. */
  const openByKeystore = async () => {
    if (keyStore === undefined || isDemo || !isVaultFolder(vaultFolder)) return undefined;
    const keys = await unlockWithKeyStore(vaultFiles(vaultFolder).slots, keyStore);
    return keys === undefined ? undefined : openWith({ keys });
  };
  const tryKeystore = async () => {
    if (isKeystoreTried) return;
    isKeystoreTried = true;
    try {
      const session = await openByKeystore();
      if (session !== undefined) await keep({ session });
    } catch (error) {
      if (!(error instanceof ReinstateError)) throw error;
      notice = error.message;
    }
  };

  const startDemo: SessionDoor["startDemo"] = async ({ scenario, users }, control) => {
    if (!isDemo)
      throw new ReinstateError(
        "USAGE_INVALID",
        "This window works on a tenant's vault. Start the demo in a window of its own.",
      );
    await close();
    // Only the demo's own folder, and only what the demo made there.
    await Promise.all(demoFiles.map((name) => rm(join(vaultFolder, name), { force: true })));
    const walk = await openDemoWalk(vaultFolder, { scenario, users, seedNumber: 1 }, undefined, log);
    const { played } = await letIncidentHappen(walk.session, walk.demo, scenario, control);
    walk.session.vault.setSecret(storySecret, Buffer.from(JSON.stringify(played.story)));
    walk.demo.advance(Math.max(0, Date.now() - Date.parse(walk.demo.now())));
    await keepDemo(vaultFolder, walk.demo);
    await keep({ session: Object.assign(Object.create(walk.session), { close: walk.close }), demo: walk.demo });
  };

  return {
    current: () => opened?.session,
    describe: () => {
      if (opened?.review !== undefined) return stateOfReview(opened.review, vaultFolder);
      const state = stateOf(opened, vaultFolder, isDemo, account);
      return notice === undefined || opened !== undefined ? state : { ...state, notice };
    },
    ready: async () => {
      if (opened !== undefined) return;
      if (!isDemo) return tryKeystore();
      if (isDemoFolder(vaultFolder)) await keep(await openDemoAgain(vaultFolder, log));
      else if (startUp.demo !== "ask") await startDemo({ scenario: startUp.demo, users: firstDemoUsers }, {});
    },
    unlock: async (passphrase) => {
      await alone;
      if (opened === undefined) await keep({ session: await openWith({ passphrase }) });
    },
    alone: async (use) => {
      if (opened !== undefined || alone !== undefined) return;
      const session = await openByKeystore();
      if (session === undefined) return;
      const using = use(session).finally(() => session.close());
      alone = using
        .catch(() => undefined)
        .finally(() => {
          alone = undefined;
        });
      await using;
    },
    review: async (path, opener, control) => {
      const beside = opened?.review;
      const review = await openForReview(path, opener, control, beside);
      // An open vault, or exports that are looked at already.
      if (opened !== undefined) carryRoom(opened.session.vault, review.vault);
      if (beside !== undefined) carryNotes(beside.vault, review.vault);
      await close();
      opened = { session: sessionOfReview(review), review };
    },
    lock: close,
    startDemo,
    keep: async () => {
      if (opened?.demo !== undefined) await keepDemo(vaultFolder, opened.demo);
      if (opened !== undefined) account = (await opened.session.signIn.account())?.name ?? null;
    },
  };
}

const demoFiles = [
  "vault.db",
  "vault.db-journal",
  "vault.db-wal",
  "vault.db-shm",
  "lock",
  "writer",
  "guesses.json",
  "copy-states.json",
  "head.json.new",
  "head.json",
  "slots.json",
  "demo-tenant.state",
  "demo-passphrase.txt",
];

async function openDemoAgain(folder: string, log: Log | undefined): Promise<Opened> {
  const session = await openDemo(folder, { log });
  return { session, demo: session.demo };
}

function stateOfReview({ vault, exports }: OpenedReview, vaultPath: string): SessionState {
  const { tenantId, tenantName } = vault.description;
  return {
    state: "open",
    tenant: { id: tenantId, name: tenantName },
    demo: false,
    account: null,
    vaultPath,
    review: { exports },
    incidentSince: incidentSince(vault),
    story: [],
  };
}

function stateOf(opened: Opened | undefined, vaultPath: string, demo: boolean, account: string | null): SessionState {
  if (opened === undefined) {
    const state = !demo && isVaultFolder(vaultPath) ? "locked" : "none";
    return { state, tenant: null, demo, account: null, vaultPath, incidentSince: null, story: [] };
  }
  const { vault } = opened.session;
  const story = vault.secret(storySecret);
  return {
    state: "open",
    tenant: { id: vault.description.tenantId, name: vault.description.tenantName },
    demo,
    account,
    vaultPath,
    incidentSince: incidentSince(vault),
    story: story === undefined ? [] : JSON.parse(Buffer.from(story).toString("utf8")),
  };
}
