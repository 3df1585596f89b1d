import { spawn } from "node:child_process";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { notOpened } from "./browser-by-errands.ts";
import { isSignInAddress } from "./is-sign-in-address.ts";

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  // rundll32 takes the address as one argument; `start` would let a shell read it.
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** As a sign-in asks for it: any address but the service's own is refused with SIGN_IN_FAILED. */
export async function openSignInPage(url: string, authority: string): Promise<void> {
  if (!isSignInAddress(url, authority)) throw notOpened(authority);
  await openInSystemBrowser(url);
}

/** Opens an https address in the person's browser. HOST_UNAVAILABLE where there is none: use the device code. */
export function openInSystemBrowser(url: string): Promise<void> {
  const address = new URL(url);
  if (address.protocol !== "https:")
    throw new ReinstateError("USAGE_INVALID", "Only https addresses are opened in the browser.");
  const [command = "xdg-open", ...args] = openers[process.platform] ?? ["xdg-open"];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, address.href], { stdio: "ignore", detached: true });
    child.once("error", () =>
      reject(
        new ReinstateError(
          "HOST_UNAVAILABLE",
          "No browser could be opened here. Sign in with a code instead: reinstate signin --device-code.",
        ),
      ),
    );
    child.once("spawn", () => {
      child.unref();
      resolve();
    });
  });
}
