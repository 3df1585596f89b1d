import { expect, it, vi } from "vitest";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { nationalClouds } from "../graph/national-clouds.ts";
import { browserByErrands } from "./browser-by-errands.ts";
import { HostErrands } from "./host-errands.ts";
import { openSignInPage } from "./open-in-system-browser.ts";
import type { HostPorts } from "./ports.ts";

/** The engine's side and the host's, as both windows have them. */
function opening() {
  const openExternal = vi.fn(async () => {});
  const write = vi.fn();
  const errands = new HostErrands({ openExternal } as unknown as HostPorts);
  const open = browserByErrands((errand) => errands.run(1, errand), { write });
  return { open, openExternal, write };
}

const own = "https://login.contoso.example";
const page = "/11111111-1111-4111-8111-111111111111/oauth2/v2.0/authorize?client_id=x";

it.each<readonly [authority: string, host: string]>([
  ...Object.values(nationalClouds).map(({ authority }) => [authority, authority] as const),
  [nationalClouds.china.authority, "https://login.partner.microsoftonline.cn"],
  [own, own],
  ["https://localhost:8443", "https://localhost:8443"],
])("opens the sign-in page of %s at %s", async (authority, host) => {
  const { open, openExternal, write } = opening();
  await open(`${host}${page}`, authority);
  expect(openExternal).toHaveBeenCalledExactlyOnceWith(`${host}${page}`);
  expect(write).not.toHaveBeenCalled();
});

it.each([
  ["a file", "file:///etc/passwd"],
  ["a program on another computer", "file://login.contoso.example/share/run.exe"],
  ["an address without encryption", `http://login.contoso.example${page}`],
  ["script", "javascript:alert(1)"],
  ["another program's link", "ms-settings:privacy"],
  ["another site", `https://evil.example${page}`],
  ["another cloud's sign-in", `https://login.microsoftonline.com${page}`],
  ["a site that begins like it", `https://login.contoso.example.evil.example${page}`],
  ["a site behind its name", `https://login.contoso.example@evil.example${page}`],
  ["its name with a password", `https://a:b@login.contoso.example${page}`],
  ["another port", `https://login.contoso.example:8443${page}`],
  ["no address", "login.contoso.example"],
])("opens no %s, says so and logs it", async (_what, url) => {
  const { open, openExternal, write } = opening();
  await expect(open(url, own)).rejects.toMatchObject({
    code: "SIGN_IN_FAILED",
    message: expect.stringMatching(/login\.contoso\.example wanted .* not opened\. Check/u),
  });
  expect(openExternal).not.toHaveBeenCalled();
  expect(write).toHaveBeenCalledExactlyOnceWith("browser.refused", {});
});

it("says that there is no browser where the host has none", async () => {
  const { open, openExternal, write } = opening();
  openExternal.mockRejectedValue(new ReinstateError("HOST_UNAVAILABLE", "None here."));
  await expect(open(`${own}${page}`, own)).rejects.toMatchObject({ code: "HOST_UNAVAILABLE" });
  expect(write).not.toHaveBeenCalled();
});

it("is as strict on the command line", async () => {
  await expect(openSignInPage(`https://evil.example${page}`, own)).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
});

it("says that no browser could be opened where the system refuses in words of its own", async () => {
  const { open, openExternal } = opening();
  openExternal.mockRejectedValue(new Error("Failed to open: there is no application for this"));
  await expect(open(`${own}${page}`, own)).rejects.toMatchObject({ code: "HOST_UNAVAILABLE" });
});
