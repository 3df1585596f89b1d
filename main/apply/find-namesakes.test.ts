import { expect, it } from "vitest";
import { createDemoTenant } from "../demo/create-demo-tenant.ts";
import { createGraph } from "../graph/create-graph.ts";
import { createSignIn } from "../graph/sign-in.ts";
import { createVirtualClock } from "../graph/virtual-clock.ts";
import { findNamesakes } from "./find-namesakes.ts";
import type { Reading } from "./read-found.ts";

const names = [
  "P+R & 'Ops' #1",
  "O''Brien's",
  "50 % of ?a=b&c=d",
  "a/b\\c",
  "Müller – “quoted”",
  "%27 or 1 eq 1",
  "x' or startswith(displayName,'') or '",
  "plus+plus ++",
  "line; --",
  "日本語 グループ",
];

async function demoGraph() {
  const demo = createDemoTenant({ users: 50, seedNumber: 1, now: "2026-11-02T08:00:00Z" });
  const clock = createVirtualClock();
  const { cloud, transport, openBrowser } = demo;
  const cache = { read: async () => undefined, write: async () => {} };
  const signIn = createSignIn({ cloud, transport, openBrowser, clock, cache });
  await signIn.signIn();
  const permissions = ["Group.ReadWrite.All", "Directory.Read.All"];
  return createGraph({ cloud, transport, signIn, permissions, clock });
}

it("a name is found whatever is in it, and nothing but that name (C38)", async () => {
  const graph = await demoGraph();
  const ids = new Map<string, unknown>();
  for (const [index, displayName] of names.entries()) {
    const body = { displayName, mailEnabled: false, securityEnabled: true, mailNickname: `n${index}` };
    const { status, body: made } = await graph.write("POST", "/groups", body);
    expect([displayName, status]).toEqual([displayName, 201]);
    ids.set(displayName, (made as { readonly id: string }).id);
  }
  for (const displayName of names) {
    const step = { type: "group", promised: { displayName } } as unknown as Parameters<typeof findNamesakes>[0];
    const found = await findNamesakes(step, { graph, options: {} } as unknown as Reading);
    expect([displayName, found]).toEqual([displayName, [ids.get(displayName)]]);
  }
});

it("a name that was cut off within a character can be asked for", async () => {
  const graph = await demoGraph();
  const step = { type: "group", promised: { displayName: "Ana \ud83d" } } as unknown as Parameters<
    typeof findNamesakes
  >[0];
  await expect(findNamesakes(step, { graph, options: {} } as unknown as Reading)).resolves.toEqual([]);
});
