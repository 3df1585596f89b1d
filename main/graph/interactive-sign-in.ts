import { request as httpRequest } from "node:http";
import type { AuthenticationResult, PublicClientApplication } from "@azure/msal-node";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Clock } from "./clock.ts";

export interface InteractiveSettings {
  readonly openBrowser: (url: string) => Promise<void>;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Neutral on purpose: a code has arrived, but the token may still be refused, and then the application says so. */
const pageText = "<!doctype html><title>Reinstate</title><p>You can close this page. Please return to Reinstate.</p>";

/**
 * Sign-in in the system's browser, answered at msal-node's listener on 127.0.0.1 by form_post. msal-node waits for ever
 * for a page that was closed, so the time limit and the cancel answer at the listener as the browser would have done,
 * which also closes it.
 */
export async function signInInteractively(
  client: PublicClientApplication,
  request: {
    readonly scopes: string[];
    readonly claims?: string;
    readonly loginHint?: string;
    readonly prompt?: string;
  },
  { openBrowser, clock, timeoutMs, signal }: InteractiveSettings,
): Promise<AuthenticationResult> {
  const stop = new AbortController();
  const ended = new AbortController();
  const stopWith = (reason: ReinstateError) => stop.abort(reason);
  const onAbort = () => stopWith(new ReinstateError("SIGN_IN_CANCELLED", "The sign-in was cancelled."));
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  clock.wait(timeoutMs, ended.signal).then(
    () => stopWith(tooLong(timeoutMs)),
    () => undefined,
  );
  try {
    return await client.acquireTokenInteractive({
      ...request,
      successTemplate: pageText,
      errorTemplate: pageText,
      openBrowser: (url) => openAndWatch(url, openBrowser, stop.signal),
    });
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    ended.abort();
    signal?.removeEventListener("abort", onAbort);
  }
}

function tooLong(timeoutMs: number): ReinstateError {
  const minutes = Math.round(timeoutMs / 60_000);
  return new ReinstateError("SIGN_IN_CANCELLED", `The sign-in was not finished in ${minutes} minutes. Start it again.`);
}

async function openAndWatch(
  url: string,
  openBrowser: (url: string) => Promise<void>,
  stop: AbortSignal,
): Promise<void> {
  stop.throwIfAborted();
  const stopped = new Promise<never>((_resolve, reject) => {
    stop.addEventListener("abort", () => {
      answerInstead(url);
      reject(stop.reason);
    });
  });
  // Once the browser is open nobody waits for this any more; the answer at the listener ends the sign-in then.
  stopped.catch(() => undefined);
  await Promise.race([openBrowser(url), stopped]);
}

/** Posts "declined" at the listener, with the state that it expects. */
function answerInstead(url: string): void {
  const query = new URL(url).searchParams;
  const redirect = new URL(query.get("redirect_uri") ?? "http://localhost");
  const body = new URLSearchParams({ error: "access_denied", state: query.get("state") ?? "" }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
  const post = httpRequest({ host: "127.0.0.1", port: redirect.port, path: "/", method: "POST", headers });
  // The listener may be gone already.
  post.on("error", () => undefined);
  post.on("response", (response) => response.resume());
  post.end(body);
}
