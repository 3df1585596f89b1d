import { randomBytes } from "node:crypto";
import type { Page, Route } from "playwright-core";
import type { PlanQuestion } from "../ports.ts";
import { ownPageHeaders } from "./own-page-headers.ts";
import { questionPage } from "./question-page.ts";

/** Another site than the window's, so that the browser keeps the two apart. Only the page with the question may load it. */
const questionOrigin = "https://reinstate-confirmation.localhost";

/**
 * Asks in a page of the host's own, without the bridge. What was typed; undefined if it was cancelled, the page closed or
 * `signal` aborted. The page is closed when it settles.
 */
export async function askInOwnPage(
  page: Page,
  question: PlanQuestion,
  signal: AbortSignal,
): Promise<string | undefined> {
  const address = `${questionOrigin}/${randomBytes(16).toString("hex")}`;
  const { promise: answered, resolve } = Promise.withResolvers<string | undefined>();
  page.once("close", () => resolve(undefined));
  signal.addEventListener("abort", () => resolve(undefined), { once: true });
  try {
    await page.route("**/*", (route) => answerRoute(route, address, question, resolve));
    await page.goto(address);
    await page.bringToFront();
    if (signal.aborted) return undefined;
    return await answered;
  } catch (error) {
    // Closed while it was still opening: that is a no.
    if (page.isClosed()) return undefined;
    throw error;
  } finally {
    await page.close();
  }
}

async function answerRoute(
  route: Route,
  address: string,
  question: PlanQuestion,
  resolve: (answer: string | undefined) => void,
): Promise<void> {
  const request = route.request();
  if (request.url() !== address) return route.abort("blockedbyclient");
  if (request.method() !== "POST") {
    return route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers: ownPageHeaders,
      body: questionPage(question),
    });
  }
  const form = new URLSearchParams(request.postData() ?? "");
  resolve(form.get("choice") === "write" ? (form.get("answer") ?? undefined) : undefined);
  // Never answered, so that the browser does not offer to keep what was typed.
  return route.abort("aborted");
}
