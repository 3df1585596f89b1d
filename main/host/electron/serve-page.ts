import { protocol } from "electron";
import { readPageFile } from "../read-page-file.ts";

export const pageScheme = "app";
/** One fixed host, so that the origin is stable and IndexedDB survives restarts. */
export const pageOrigin = `${pageScheme}://reinstate`;

/** By the parsed address and not by its text. */
export function isOurAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return `${protocol}//${host}` === pageOrigin && username === "" && password === "";
}

/** Before ready: the scheme has to be standard and secure, or IndexedDB and workers are off. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built window; everything outside its folder is refused. */
export function servePage(pageFolder: string): void {
  protocol.handle(pageScheme, async (request) => {
    const sameHost = new URL(request.url).origin === pageOrigin || request.url.startsWith(`${pageOrigin}/`);
    const file = await readPageFile(pageFolder, sameHost ? request.method : "REFUSED", request.url);
    return new Response(new Uint8Array(file.body), { status: file.status, headers: file.headers });
  });
}
