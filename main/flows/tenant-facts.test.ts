import { expect, it } from "vitest";
import { networkFacts } from "./tenant-facts.ts";

it("names the proxy without its password, and none where there is none", () => {
  const without = { proxyFrom: "environment", without: null, extraCertificates: false };
  expect(networkFacts({})).toEqual({ proxy: null, ...without });
  const HTTPS_PROXY = "http://ada:secret@proxy.contoso.com:8080";
  expect(networkFacts({ HTTPS_PROXY })).toEqual({ proxy: "proxy.contoso.com:8080", ...without });
  expect(networkFacts({ https_proxy: "proxy" }).proxy).toBe("an address that cannot be read");
  const more = { NO_PROXY: "localhost", NODE_EXTRA_CA_CERTS: "/etc/own.pem" };
  expect(networkFacts(more)).toMatchObject({ proxy: null, without: "localhost", extraCertificates: true });
});
