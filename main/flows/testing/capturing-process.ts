import { createDemoTenant } from "../../demo/create-demo-tenant.ts";
import { createGraph } from "../../graph/create-graph.ts";
import { createSignIn } from "../../graph/sign-in.ts";
import { createVault } from "../../vault/create-vault.ts";
import { isVaultFolder } from "../../vault/is-vault-folder.ts";
import { openVault } from "../../vault/open-vault.ts";
import { passphrase } from "../../vault/testing/scratch-vault.ts";
import { backUp } from "../backup.ts";
import { demoClock } from "../demo-clock.ts";

/**
 * Captures a demo tenant into the folder's vault and says what it asks for, and at last the record. A request whose address
 * holds `stopAt` is never answered: then it waits to be killed.
 */
const [folder = "", stopAt = ""] = process.argv.slice(2);
const now = "2026-07-31T08:00:00.000Z";
const demo = createDemoTenant({ users: 80, seedNumber: 7, now });
const { cloud, transport, openBrowser } = demo;
const clock = demoClock(demo, () => 0);
const cache = { read: async () => undefined, write: async () => undefined };
const signIn = createSignIn({ cloud, transport, openBrowser, clock, cache });
await signIn.signIn();
demo.faults.intercept = ({ url }) => {
  say({ asked: new URL(url).pathname.replace("/v1.0", "") });
  return stopAt !== "" && url.includes(stopAt) ? new Promise(() => process.stdin.resume()) : undefined;
};
const vault = isVaultFolder(folder)
  ? openVault({ folder, passphrase })
  : createVault({ folder, tenantId: cloud.tenantId, tenantName: "Contoso", passphrase, now, passphraseCost: 16 });
const graph = (permissions: readonly string[]) => createGraph({ cloud, transport, signIn, permissions, clock });
const record = await backUp(
  { vault, cloud, signIn, clock, newId: () => "", graph },
  { onNote: (note) => say({ note }) },
);
vault.close();
say({ record });

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
