import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import type { Page, Route } from "playwright-core";
import type { FileKind } from "../ports.ts";
import { filePage } from "./file-page.ts";
import { ownPageHeaders } from "./own-page-headers.ts";

/** Another site than the window's and than the confirmation's. Only the page with the question may load it. */
const fileOrigin = "https://reinstate-open-file.localhost";
const answers = ["open", "cancel"] as const;

interface Pressed {
  readonly choice: (typeof answers)[number];
  readonly typed: string;
}

/**
 * Asks for a file to read in a page of the host's own, without script and without the bridge: the browser's file dialog, or a path
 * that is typed. Its path; undefined if it was cancelled, the page closed or `signal` aborted. The page is closed when it settles.
 */
export async function chooseInOwnPage(page: Page, kind: FileKind, signal: AbortSignal): Promise<string | undefined> {
  const address = `${fileOrigin}/${randomBytes(16).toString("hex")}`;
  const gone = Promise.withResolvers<undefined>();
  page.once("close", () => gone.resolve(undefined));
  signal.addEventListener("abort", () => gone.resolve(undefined), { once: true });
  let pressed = Promise.withResolvers<Pressed>();
  let complaint: string | undefined;
  try {
    await page.route("**/*", (route) =>
      answerRoute(
        route,
        address,
        () => filePage(kind, complaint),
        (press) => pressed.resolve(press),
      ),
    );
    for (;;) {
      await page.goto(address);
      await page.bringToFront();
      if (signal.aborted) return undefined;
      const press = await Promise.race([pressed.promise, gone.promise]);
      if (press === undefined || press.choice === "cancel") return undefined;
      pressed = Promise.withResolvers();
      const path = press.typed === "" ? await pickedPath(page) : press.typed;
      complaint = await complaintAbout(path);
      if (path !== undefined && complaint === undefined) return path;
    }
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
  body: () => string,
  onPress: (press: Pressed) => void,
): Promise<void> {
  const request = route.request();
  if (request.url() !== address) return route.abort("blockedbyclient");
  if (request.method() !== "POST")
    return route.fulfill({ contentType: "text/html; charset=utf-8", headers: ownPageHeaders, body: body() });
  const form = new URLSearchParams(request.postData() ?? "");
  // "No content": the page stays, and with it the file that was picked in it.
  await route.fulfill({ status: 204, headers: ownPageHeaders });
  // As Windows copies a path: in quotation marks.
  const typed = (form.get("path") ?? "").trim().replace(/^"(.*)"$/u, "$1");
  onPress({ choice: form.get("choice") === "open" ? "open" : "cancel", typed });
}

/** What the browser's own dialog gave the page: a page learns the name of a file only, its driver the path. */
async function pickedPath(page: Page): Promise<string | undefined> {
  const session = await page.context().newCDPSession(page);
  try {
    const { result } = await session.send("Runtime.evaluate", { expression: "document.forms[0].file.files[0]" });
    if (result.objectId === undefined) return undefined;
    const { path } = await session.send("DOM.getFileInfo", { objectId: result.objectId });
    return path === "" ? undefined : path;
  } finally {
    await session.detach();
  }
}

async function complaintAbout(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return "Choose a file, or type its path.";
  try {
    if ((await stat(path)).isFile()) return undefined;
  } catch {
    // The answer is the same: it cannot be read.
  }
  return "There is no file of this path that can be read. Choose it, or type the whole path.";
}
