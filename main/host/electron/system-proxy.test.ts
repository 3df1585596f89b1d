import { expect, it, onTestFinished, vi } from "vitest";
import { proxyEnvironment, systemProxy } from "./system-proxy.ts";

const resolveProxy = vi.hoisted(() => vi.fn<(address: string) => Promise<string>>());
vi.mock("electron", () => ({ app: { resolveProxy } }));

const [graph, authority] = ["graph.microsoft.com", "login.microsoftonline.com"];
const from = { REINSTATE_PROXY_FROM: "system" };

it("takes the first choice of the computer's settings, and goes past the proxy where they do", () => {
  const choices = "PROXY proxy.contoso.com:8080;PROXY spare.contoso.com:8080;DIRECT";
  const HTTPS_PROXY = "http://proxy.contoso.com:8080";
  expect(proxyEnvironment([[graph, choices]], undefined)).toEqual({ HTTPS_PROXY, ...from });
  const both = [
    [authority, "DIRECT"],
    [graph, choices],
  ] as const;
  expect(proxyEnvironment(both, undefined)).toEqual({ HTTPS_PROXY, NO_PROXY: authority, ...from });
  expect(proxyEnvironment(both, "localhost")).toMatchObject({ NO_PROXY: `localhost,${authority}` });
  expect(proxyEnvironment([[graph, "HTTPS proxy.contoso.com:443"]], undefined)).toMatchObject({
    HTTPS_PROXY: "https://proxy.contoso.com:443",
  });
});

it.each(["DIRECT", "", "SOCKS5 proxy.contoso.com:1080;DIRECT", "PROXY", "PROXY [::1", "nonsense"])(
  "names none where the settings say %j",
  (choices) => {
    expect(proxyEnvironment([[graph, choices]], "localhost")).toEqual({});
  },
);

it("names none where a script of the settings has not answered for every host after two seconds", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const hung = Promise.withResolvers<string>();
  resolveProxy.mockImplementation((address) =>
    address.includes("graph") ? hung.promise : Promise.resolve("PROXY proxy.contoso.com:8080"),
  );
  const addresses = [`https://${authority}`, `https://${graph}`];
  const given = systemProxy(addresses, {});
  await vi.advanceTimersByTimeAsync(2000);
  expect(await given).toEqual({});

  const patient = systemProxy(addresses, {});
  await vi.advanceTimersByTimeAsync(1900);
  hung.resolve("DIRECT");
  expect(await patient).toMatchObject({ HTTPS_PROXY: "http://proxy.contoso.com:8080", NO_PROXY: graph });
  expect(vi.getTimerCount()).toBe(0);
});
