import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { readPermissions } from "../../catalogue/read-permissions.ts";
import { createDemoTenant } from "../../demo/create-demo-tenant.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import type { Clock } from "../../graph/clock.ts";
import { createGraph } from "../../graph/create-graph.ts";
import { memoryTokenCache } from "../../graph/memory-token-cache.ts";
import { createSignIn } from "../../graph/sign-in.ts";
import { createVault } from "../../vault/create-vault.ts";
import type { Vault } from "../../vault/vault.ts";
import type { TenantSession } from "../tenant-session.ts";

const writing = ["User.ReadWrite.All", "Group.ReadWrite.All", "Application.ReadWrite.All", "User.DeleteRestore.All"];

export type ChangingTenant = Awaited<ReturnType<typeof createChangingTenant>>;

/** A demo tenant that is written to at random through Graph, and two vaults of it: one for rounds, one for full reads. */
export async function createChangingTenant(seedNumber: number, folders: readonly [string, string]) {
  const demo = createDemoTenant({ users: 60, seedNumber, now: "2026-11-02T08:00:00Z" });
  const { transport, openBrowser, cloud } = demo;
  const clock: Clock = { now: () => Date.parse(demo.now()), wait: async (ms) => demo.advance(Math.ceil(ms)) };
  const cache = memoryTokenCache();
  const permissions = [...readPermissions(), ...writing];
  const signIn = createSignIn({ cloud, transport, cache, openBrowser, clock, permissions });
  await signIn.signIn();
  const graph = createGraph({ cloud, transport, signIn, permissions, clock });
  const sessionOf = (folder: string): TenantSession => {
    const vault = createVault({
      folder,
      tenantId: cloud.tenantId,
      tenantName: demo.tenantName,
      passphrase: "correct horse battery staple",
      now: demo.now(),
      passphraseCost: 16,
    });
    return { vault, cloud, signIn, graph: () => graph, clock, newId: () => "id" };
  };
  const [rounds, full] = [sessionOf(folders[0]), sessionOf(folders[1])];
  const seeded = { random: seedNumber };
  let [made, accepted] = [0, 0];

  const below = (limit: number) => drawBelow(seeded, limit);
  const live = (type: ObjectType) => idsIn(full.vault, type);
  const one = (ids: readonly string[]) => ids[below(ids.length)] ?? "none";
  const anyone = () => ({ "@odata.id": `${cloud.graph}/v1.0/directoryObjects/${one(live("user"))}` });

  const writes: readonly (() => readonly ["POST" | "PATCH" | "PUT" | "DELETE", string, object?])[] = [
    () => [
      "PATCH",
      `/users/${one(live("user"))}`,
      { jobTitle: `Title ${below(9)}`, city: below(2) === 0 ? null : "Oslo" },
    ],
    () => ["PATCH", `/groups/${one(live("group"))}`, { description: `Text ${below(9)}` }],
    () => ["POST", "/users", personOf(++made, rounds.vault.description.tenantName, domainOf(full.vault))],
    () => ["POST", "/groups", groupOf(++made)],
    () => ["DELETE", `/users/${one(live("user"))}`],
    () => ["DELETE", `/groups/${one(live("group"))}`],
    () => ["POST", `/directory/deletedItems/${one(deletedIn(full.vault))}/restore`, {}],
    () => ["DELETE", `/directory/deletedItems/${one(deletedIn(full.vault))}`],
    () => ["POST", `/groups/${one(live("group"))}/members/$ref`, anyone()],
    () => linked("members", "DELETE"),
    () => ["POST", `/groups/${one(live("group"))}/owners/$ref`, anyone()],
    () => linked("owners", "DELETE"),
    () => ["PUT", `/users/${one(live("user"))}/manager/$ref`, anyone()],
    () => ["DELETE", `/users/${one(live("user"))}/manager/$ref`],
    () => ["POST", `/users/${one(live("user"))}/sponsors/$ref`, anyone()],
  ];

  /** A link that is there, so that taking it away is not refused. */
  function linked(link: string, method: "DELETE"): readonly ["DELETE", string] {
    const groups = [...full.vault.objects(full.vault.snapshots().at(-1)?.number ?? 1, "group")];
    const group = groups.filter(({ links }) => (links[link]?.length ?? 0) > 0)[below(20)];
    return [method, `/groups/${group?.id}/${link}/${one((group?.links[link] ?? []) as readonly string[])}/$ref`];
  }

  return {
    demo,
    graph,
    rounds,
    full,
    /** Sends so many random writes; what Graph refuses is refused. Both vaults have to have a snapshot. */
    async change(count: number): Promise<void> {
      for (let time = 0; time < count; time += 1) {
        demo.advance(1000);
        const [method, path, body] = (writes[below(writes.length)] as (typeof writes)[number])();
        const answer = await graph.write(method, path, body as Parameters<typeof graph.write>[2]);
        if (answer.status < 300) accepted += 1;
      }
    },
    /** How many writes were not refused. */
    accepted: () => accepted,
    close(): void {
      rounds.vault.close();
      full.vault.close();
    },
  };
}

function idsIn(vault: Vault, type: ObjectType): readonly string[] {
  const objects = [...vault.objects(vault.snapshots().at(-1)?.number ?? 1, type)];
  return objects.filter(({ properties }) => properties.deletedDateTime == null).map(({ id }) => id);
}

function deletedIn(vault: Vault): readonly string[] {
  const objects = [...vault.objects(vault.snapshots().at(-1)?.number ?? 1)];
  return objects.filter(({ properties }) => typeof properties.deletedDateTime === "string").map(({ id }) => id);
}

function domainOf(vault: Vault): string {
  const [user] = vault.objects(1, "user");
  return String(user?.properties.userPrincipalName).split("@").at(-1) ?? "";
}

function personOf(number: number, company: string, domain: string) {
  return {
    accountEnabled: true,
    displayName: `New ${number}`,
    mailNickname: `new${number}`,
    userPrincipalName: `new${number}@${domain}`,
    companyName: company,
    passwordProfile: { password: "long enough 1!" },
  };
}

function groupOf(number: number) {
  return { displayName: `New ${number}`, mailEnabled: false, mailNickname: `group${number}`, securityEnabled: true };
}
