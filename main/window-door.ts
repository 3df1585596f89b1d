import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ReinstateError } from "../preload/contract/reinstate-error.ts";
import type { SessionState } from "../preload/contract/views.ts";
import { Connecting } from "./connecting.ts";
import type { DemoTenant } from "./demo/demo-tenant.ts";
import { isDemoFolder, keepDemo } from "./demo-files.ts";
import { letIncidentHappen } from "./flows/demo-walk.ts";
import { type OpenedReview, openForReview } from "./flows/open-for-review.ts";
import type { TenantSession } from "./flows/tenant-session.ts";
import type { Transport } from "./graph/graph.ts";
import { namedCloud } from "./graph/named-cloud.ts";
import { nationalCloud } from "./graph/national-clouds.ts";
import { readCloudFile } from "./graph/read-cloud-file.ts";
import type { OpenBrowser } from "./graph/sign-in.ts";
import { transportFetch } from "./graph/transport-fetch.ts";
import type { EngineStartUp } from "./host/engine-thread.ts";
import type { Log } from "./log/log.ts";
import { openDemo, openDemoWalk } from "./open-demo.ts";
import { openTenant, sessionOfReview } from "./open-tenant.ts";
import type { ConnectDoor, SessionDoor } from "./rpc/engine.ts";
import { carryNotes } from "./rpc/incident-handlers.ts";
import { carryRoom, incidentSince } from "./rpc/incident-room.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";
import { keepResealed } from "./vault/keys/keep-resealed.ts";
import type { KeyStore } from "./vault/keys/key-store.ts";
import { unlockWithKeyStore } from "./vault/keys/unlock.ts";
import type { OpenVaultOptions } from "./vault/open-vault.ts";
import { vaultFiles } from "./vault/vault-files.ts";

interface WindowDoorOptions {
  readonly startUp: EngineStartUp;
  readonly openBrowser: OpenBrowser;
  readonly keyStore?: KeyStore | undefined;
  /** Of real tenants; the network if absent. */
  readonly transport?: Transport;
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
export function openWindowDoor(options: WindowDoorOptions): SessionDoor {
  const { startUp, openBrowser, keyStore, log, transport = transportFetch } = options;
  /** Another once a tenant is connected here. */
  let place = { folder: startUp.vaultFolder, cloud: startUp.cloud, isDemo: startUp.demo !== false };
  let connecting: Connecting | undefined;
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
    const named = place.cloud === undefined ? {} : { cloud: await namedCloud(place.cloud) };
    const passphrase = async () => ("passphrase" in secret ? secret.passphrase : "");
    const keys = "keys" in secret ? { keys: secret.keys } : {};
    return openTenant({
      folder: place.folder,
      use: "window",
      passphrase,
      ...keys,
      ...named,
      create: false,
      openBrowser,
      transport,
      log,
    });
  };
  /** Undefined: this computer's keystore is no way into this vault. */
  const openByKeystore = async () => {
    if (keyStore === undefined || place.isDemo || !isVaultFolder(place.folder)) return undefined;
    const { slots } = vaultFiles(place.folder);
    const keys = await unlockWithKeyStore(slots, keyStore);
    if (keys === undefined) return undefined;
    const session = await openWith({ keys });
    keepResealed(slots, keys);
    return session;
  };
  const tryKeystore = async (makeRoom: () => void) => {
    if (isKeystoreTried) return;
    isKeystoreTried = true;
    if (alone !== undefined) makeRoom();
    await alone;
    try {
      const session = await openByKeystore();
      if (session !== undefined) await keep({ session });
    } catch (error) {
      if (!(error instanceof ReinstateError)) throw error;
      notice = error.message;
    }
  };

  const startDemo: SessionDoor["startDemo"] = async ({ scenario, users }, control) => {
    if (!place.isDemo)
      throw new ReinstateError(
        "USAGE_INVALID",
        "This window works on a tenant's vault. Start the demo in a window of its own.",
      );
    await close();
    // Only the demo's own folder, and only what the demo made there.
    await Promise.all(demoFiles.map((name) => rm(join(place.folder, name), { force: true })));
    const walk = await openDemoWalk(place.folder, { scenario, users, seedNumber: 1 }, undefined, log);
    const { played } = await letIncidentHappen(walk.session, walk.demo, scenario, control);
    walk.session.vault.setSecret(storySecret, Buffer.from(JSON.stringify(played.story)));
    walk.demo.advance(Math.max(0, Date.now() - Date.parse(walk.demo.now())));
    await keepDemo(place.folder, walk.demo);
    await keep({ session: Object.assign(Object.create(walk.session), { close: walk.close }), demo: walk.demo });
  };

  const connectDoor: ConnectDoor = {
    begin: async (choice) => {
      const cloud =
        typeof choice === "string" ? await readCloudFile(choice) : nationalCloud(choice.cloud, lowered(choice));
      const folder = place.isDemo ? (startUp.tenantFolder ?? refuseConnecting()) : place.folder;
      connecting = new Connecting(cloud, { folder, transport, openBrowser, log });
      return connecting.describe();
    },
    signIn: (byCode, control) => begun(connecting).signIn(byCode, control),
    protect: async (name, passphrase) => {
      const session = await begun(connecting).protect(name, passphrase);
      connecting = undefined;
      await close();
      place = { folder: session.vault.description.path, cloud: undefined, isDemo: false };
      await keep({ session });
    },
    abandon: () => {
      connecting = undefined;
    },
  };

  return {
    connecting: connectDoor,
    current: () => opened?.session,
    describe: () => {
      if (opened?.review !== undefined) return stateOfReview(opened.review, place.folder);
      const state = stateOf(opened, place.folder, place.isDemo, account);
      return notice === undefined || opened !== undefined ? state : { ...state, notice };
    },
    ready: async (makeRoom = () => undefined) => {
      if (opened !== undefined) return;
      if (!place.isDemo) return tryKeystore(makeRoom);
      if (isDemoFolder(place.folder)) await keep(await openDemoAgain(place.folder, log));
      else if (startUp.demo !== "ask" && startUp.demo !== false)
        await startDemo({ scenario: startUp.demo, users: firstDemoUsers }, {});
    },
    unlock: async (passphrase) => {
      await alone;
      if (opened === undefined) await keep({ session: await openWith({ passphrase }) });
    },
    alone: async (use) => {
      if ((opened !== undefined && opened.review === undefined) || alone !== undefined) return;
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
    isReview: () => opened?.review !== undefined,
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
      if (opened?.demo !== undefined) await keepDemo(place.folder, opened.demo);
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

function begun(connecting: Connecting | undefined): Connecting {
  if (connecting === undefined)
    throw new ReinstateError("USAGE_INVALID", "Say first which tenant is to be connected: begin again.");
  return connecting;
}

function refuseConnecting(): never {
  throw new ReinstateError("HOST_UNAVAILABLE", "No tenant can be connected in this window.");
}

function lowered({ tenantId, clientId }: { readonly tenantId: string; readonly clientId: string }) {
  return { tenantId: tenantId.toLowerCase(), clientId: clientId.toLowerCase() };
}

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
