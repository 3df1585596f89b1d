import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Log } from "../log/log.ts";
import type { Errand } from "./engine-messages.ts";

/** Has the host open an address of the sign-in service in the system's browser. Errors: HOST_UNAVAILABLE, SIGN_IN_FAILED for any other address. */
export function browserByErrands(
  ask: (errand: Errand) => Promise<string | undefined>,
  log: Log,
): (url: string, authority: string) => Promise<void> {
  return async (url, authority) => {
    const answer = await ask({ what: "openExternal", argument: url, authority });
    if (answer === undefined)
      throw new ReinstateError("HOST_UNAVAILABLE", "No browser could be opened here. Sign in with a code instead.");
    if (answer !== "refused") return;
    log.write("browser.refused", {});
    throw notOpened(authority);
  };
}

/** What is said where the sign-in service sends the person somewhere else. */
export function notOpened(authority: string): ReinstateError {
  return new ReinstateError(
    "SIGN_IN_FAILED",
    `The sign-in service ${authority} wanted a page of another address opened in the browser. It was not opened. Check the cloud's authority, and whether something on the network answers in its place.`,
  );
}
