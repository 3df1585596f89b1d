import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createDemoTenant } from "../../main/demo/create-demo-tenant.ts";
import { makeAuthority } from "../../main/terminal/testing/secure-server.ts";

export interface TenantOnThisComputer {
  readonly cloudFile: string;
  /** The person at the browser, who signs in as they are asked. */
  readonly signIn: (url: string) => Promise<void>;
  close(): void;
}

/**
 * The demo tenant behind a real HTTPS server, to be reached as any private deployment: by a cloud file, through msal-node and the real
 * Graph client. Its authority is trusted by what is started from now on in this process.
 */
export async function tenantOnThisComputer(folder: string): Promise<TenantOnThisComputer> {
  const demo = createDemoTenant({ users: 50, seedNumber: 5, now: new Date().toISOString() });
  const authority = makeAuthority();
  const server = createServer(authority.issue(["localhost"]), async (request, response) => {
    const { method = "GET", url = "/", headers } = request;
    const body = await text(request);
    const sent = {
      method,
      url: `https://${headers.host}${url}`,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      ...(body === "" ? {} : { body }),
    };
    const answer = await demo.transport(sent);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `https://localhost:${(server.address() as AddressInfo).port}`;
  const { tenantId, clientId } = demo.cloud;
  const cloudFile = join(folder, "cloud.json");
  writeFileSync(
    cloudFile,
    JSON.stringify({ name: "Nordwind", authority: address, graph: address, tenantId, clientId }),
  );
  const before = process.env.NODE_EXTRA_CA_CERTS;
  process.env.NODE_EXTRA_CA_CERTS = authority.certificatePath;
  return {
    cloudFile,
    signIn: demo.openBrowser,
    close: () => {
      if (before === undefined) delete process.env.NODE_EXTRA_CA_CERTS;
      else process.env.NODE_EXTRA_CA_CERTS = before;
      server.closeAllConnections();
      server.close();
    },
  };
}
