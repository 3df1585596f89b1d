import { expect, it, vi } from "vitest";
import { proxyEnvironment } from "./system-proxy.ts";

vi.mock("electron", () => ({ app: {} }));

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
