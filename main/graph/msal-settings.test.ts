import { expect, it } from "vitest";
import { createMsalNetwork } from "./msal-network.ts";
import { msalSettings } from "./msal-settings.ts";
import { scriptedCloud } from "./scripted-transport.ts";

const cache = { read: async () => undefined, write: async () => {} };
const network = createMsalNetwork(async () => ({ status: 200, headers: {}, body: "{}" }));

it("no broker of the operating system takes part in a sign-in, which could hang there (D13)", () => {
  const settings = msalSettings({ cloud: scriptedCloud, cache }, network, {});
  expect(Object.keys(settings).sort()).toEqual(["auth", "cache", "system"]);
});

it("authorities are known by their host alone, and all requests go over our transport (D10)", () => {
  const { auth, system } = msalSettings({ cloud: scriptedCloud, cache }, network, {});
  expect(auth.knownAuthorities).toEqual(["login.contoso.example"]);
  expect(system?.networkClient).toBe(network.module);
});
