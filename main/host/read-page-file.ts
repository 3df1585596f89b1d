import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { contentSecurityPolicy } from "./content-security-policy.ts";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ttf": "font/ttf",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

export interface PageFile {
  readonly status: 200 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * One file of the built window, with the headers both hosts send. Decoded and normalised first; what then lies
 * outside the folder, is of an unknown kind, or is asked for by anything but GET is refused.
 */
export async function readPageFile(folder: string, method: string, url: string): Promise<PageFile> {
  if (method !== "GET") return refuse(405);
  const path = insideFolder(folder, url);
  const contentType = path === undefined ? undefined : contentTypes[extname(path)];
  if (path === undefined || contentType === undefined) return refuse(404);
  try {
    return { status: 200, headers: { ...securityHeaders, "content-type": contentType }, body: await readFile(path) };
  } catch {
    return refuse(404);
  }
}

const securityHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

function insideFolder(folder: string, url: string): string | undefined {
  try {
    const decoded = decodeURIComponent(new URL(url).pathname);
    if (decoded.includes("\0") || decoded.includes("\\")) return undefined;
    const path = normalize(join(folder, decoded === "/" ? "index.html" : decoded));
    return path.startsWith(normalize(folder) + sep) ? path : undefined;
  } catch {
    return undefined;
  }
}

function refuse(status: 404 | 405): PageFile {
  return {
    status,
    headers: { ...securityHeaders, "content-type": "text/plain; charset=utf-8" },
    body: Buffer.alloc(0),
  };
}
