import { expect, it, vi } from "vitest";
import { proxyIn } from "../../../preload/contract/proxy-variables.ts";
import { proxyEnvironment, systemProxy } from "./system-proxy.ts";

const resolveProxy = vi.hoisted(() => vi.fn<(address: string) => Promise<string>>());
vi.mock("electron", () => ({ app: { resolveProxy } }));
type Wait = (milliseconds: number, value: unknown, options: { readonly signal: AbortSignal }) => Promise<unknown>;
const wait = vi.hoisted(() => vi.fn<Wait>(() => new Promise(() => undefined)));
vi.mock("node:timers/promises", () => ({ setTimeout: wait }));

const [graph, authority] = ["graph.microsoft.com", "login.microsoftonline.com"];
const addresses = [`https://${authority}`, `https://${graph}`];
const proxy = "http://proxy.contoso.com:8080";
const found = { proxy, without: undefined, from: "system" };

it("takes the first choice of the computer's settings, and goes past the proxy where they do", () => {
  const choices = "PROXY proxy.contoso.com:8080;PROXY spare.contoso.com:8080;DIRECT";
  const chosen = (...args: Parameters<typeof proxyEnvironment>) => proxyIn(proxyEnvironment(...args));
  expect(chosen([[graph, choices]], undefined)).toEqual(found);
  const both = [
    [authority, "DIRECT"],
    [graph, choices],
  ] as const;
  expect(chosen(both, undefined)).toEqual({ ...found, without: authority });
  expect(chosen([[graph, "HTTPS proxy.contoso.com:443"]], undefined).proxy).toBe("https://proxy.contoso.com:443");
});

it.each(["NO_PROXY", "no_proxy"])("adds its hosts to those of %s, however the environment spells it", async (name) => {
  resolveProxy.mockImplementation(async (address) =>
    address.includes("graph") ? "PROXY proxy.contoso.com:8080" : "DIRECT",
  );
  const environment = { [name]: "localhost", https_proxy: "" };
  const engines = { ...environment, ...(await systemProxy(addresses, environment)) };
  expect(proxyIn(engines)).toEqual({ ...found, without: `localhost,${authority}` });
});

it.each(["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"])(
  "leaves it to %s where that names one",
  async (name) => {
    resolveProxy.mockResolvedValue("PROXY proxy.contoso.com:8080");
    expect(await systemProxy(addresses, { [name]: "http://own.contoso.com:3128" })).toEqual({});
  },
);

it.each(["DIRECT", "", "SOCKS5 proxy.contoso.com:1080;DIRECT", "PROXY", "PROXY [::1", "nonsense"])(
  "names none where the settings say %j",
  (choices) => {
    expect(proxyEnvironment([[graph, choices]], "localhost")).toEqual({});
  },
);

it("names none where a script of the settings has not answered for every host after two seconds", async () => {
  const hung = Promise.withResolvers<string>();
  resolveProxy.mockImplementation((address) =>
    address.includes("graph") ? hung.promise : Promise.resolve("PROXY proxy.contoso.com:8080"),
  );
  wait.mockImplementationOnce(async (_milliseconds, value) => value);
  expect(await systemProxy(addresses, {})).toEqual({});
  expect(wait).toHaveBeenLastCalledWith(2000, [], expect.anything());

  const patient = systemProxy(addresses, {});
  hung.resolve("DIRECT");
  expect(proxyIn(await patient)).toEqual({ ...found, without: graph });
  const [, , { signal }] = wait.mock.lastCall ?? [0, null, { signal: undefined }];
  expect(signal?.aborted).toBe(true);
});
