import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import type { DemoTenant, Scenario } from "../main/demo/demo-tenant.ts";
import { readDemoPassphrase } from "../main/demo-files.ts";
import { letIncidentHappen } from "../main/flows/demo-walk.ts";
import type { TransportRequest, TransportResponse } from "../main/graph/graph.ts";
import { readCloudFile } from "../main/graph/read-cloud-file.ts";
import { openDemoWalk } from "../main/open-demo.ts";
import { openTenant } from "../main/open-tenant.ts";
import { type Authority, makeAuthority } from "../main/terminal/testing/secure-server.ts";
import { WriteCounter } from "./write-counter.ts";

/** A tenant behind a real HTTPS server, the vault of a person who is signed in to it, and the incident of last night. */
export interface ServedTenant {
  readonly folder: string;
  readonly cloud: string;
  /** Of the vault. */
  readonly passphrase: string;
  readonly demo: DemoTenant;
  /** How often each write was carried out. */
  readonly writes: WriteCounter;
  /** What the network does to a request before the tenant sees it; an answer replaces the tenant's. */
  between: ((request: TransportRequest) => Promise<TransportResponse | undefined>) | undefined;
  /** What the person does in the browser: signs in, unless a test says otherwise. */
  browser: (url: string) => Promise<void>;
  close(): Promise<void>;
}

export async function serveTenant(scenario: Scenario, users: number): Promise<ServedTenant> {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-e2e-"));
  const vaultFolder = join(folder, "vault");
  mkdirSync(vaultFolder);
  const walk = await openDemoWalk(vaultFolder, { scenario, users, seedNumber: 1 });
  await letIncidentHappen(walk.session, walk.demo, scenario);
  await walk.close();
  const passphrase = await readDemoPassphrase(vaultFolder);
  rmSync(join(vaultFolder, "demo-tenant.state"));
  const { demo } = walk;
  demo.advance(Math.max(0, Date.now() - Date.parse(demo.now())));

  const writes = new WriteCounter();
  const server = createServer(identity());
  const served: ServedTenant = {
    folder,
    cloud: join(folder, "cloud.json"),
    passphrase,
    demo,
    writes,
    between: undefined,
    browser: (url) => demo.openBrowser(url),
    close: () => end(server),
  };
  server.on("request", async (request, response) => {
    const body = await text(request);
    const { method = "GET", url = "/", headers } = request;
    const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const sent = { method, url: `https://${headers.host}${url}`, headers: flat, ...(body === "" ? {} : { body }) };
    const answer = (await served.between?.(sent)) ?? (await demo.transport(sent));
    writes.count(sent, answer);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  writeCloudFile(served, (server.address() as AddressInfo).port);
  await signIn(served, vaultFolder);
  return served;
}

/** What changed between the two snapshots that are there; the tenant is not asked. */
export async function compareBoth(page: Page): Promise<void> {
  for (const number of [1, 2]) await page.getByRole("checkbox", { name: `Select snapshot ${number}` }).check();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
}

let issued: ReturnType<Authority["issue"]> | undefined;

/** One authority for the whole process: each thread reads once whom it trusts. */
function identity(): ReturnType<Authority["issue"]> {
  if (issued !== undefined) return issued;
  const authority = makeAuthority();
  process.env.NODE_EXTRA_CA_CERTS = authority.certificatePath;
  issued = authority.issue(["localhost"]);
  return issued;
}

function writeCloudFile({ cloud, demo }: ServedTenant, port: number): void {
  const { tenantId, clientId } = demo.cloud;
  const host = `https://localhost:${port}`;
  writeFileSync(cloud, JSON.stringify({ name: "Nordwind", authority: host, graph: host, tenantId, clientId }));
}

/** As `reinstate signin` does. */
async function signIn(served: ServedTenant, vaultFolder: string): Promise<void> {
  const session = await openTenant({
    folder: vaultFolder,
    passphrase: async () => served.passphrase,
    cloud: await readCloudFile(served.cloud),
    create: false,
    openBrowser: (url) => served.browser(url),
  });
  try {
    await session.signIn.signIn();
  } finally {
    await session.close();
  }
}

async function end(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}
