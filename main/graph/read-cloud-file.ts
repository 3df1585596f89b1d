import { readFile, stat } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { z } from "zod";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Cloud } from "./cloud.ts";
import { documentedAllowance } from "./documented-allowance.ts";

const host = z
  .string()
  .refine(isPlainHttps, "has to be an https address of a host alone, such as https://graph.microsoft.com");
const id = z.guid('has to be an id such as 00000000-0000-0000-0000-000000000000 (not a name, not "common")');

const cloudFileSchema = z.strictObject({
  name: z.string().min(1, "must not be empty").max(100),
  authority: host,
  graph: host,
  tenantId: id,
  clientId: id,
  /** PEM with private key and certificate, relative to the cloud file. */
  certificate: z.string().min(1, "must not be empty").optional(),
  /** As above, but beneath the cloud file's folder. */
  secretFile: z.string().min(1, "must not be empty").optional(),
});

/** In bytes. A cloud file has some 500; a larger one is the wrong file. */
const largestFile = 64 * 1024;

/** Reads a cloud file: a private deployment, a test cloud, or unattended sign-in. Errors: USAGE_INVALID, USAGE_NOT_FOUND. */
export async function readCloudFile(path: string): Promise<Cloud> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(path);
    if (size > largestFile) throw tooLarge(path);
    bytes = await readFile(path);
  } catch (cause) {
    if (cause instanceof ReinstateError) throw cause;
    throw new ReinstateError("USAGE_NOT_FOUND", `The cloud file ${path} cannot be read. Check the path.`, { cause });
  }
  return parseCloudFile(textIn(bytes), path);
}

/** UTF-8, or UTF-16 as `>` of Windows PowerShell 5.1 writes it; without the byte order mark. */
function textIn(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(bytes);
}

function tooLarge(path: string): ReinstateError {
  return new ReinstateError("USAGE_INVALID", `The file ${path} is too large for a cloud file. Check the path.`);
}

/** The cloud that `text` describes; `path` is where its relative paths start from and what errors name. */
export function parseCloudFile(text: string, path: string): Cloud {
  const parsed = cloudFileSchema.safeParse(jsonIn(text, path));
  if (!parsed.success)
    throw new ReinstateError("USAGE_INVALID", `The cloud file ${path}: ${sentenceOf(parsed.error)}.`);
  const { name, authority, graph, tenantId, clientId, certificate, secretFile } = parsed.data;
  if (certificate !== undefined && secretFile !== undefined) {
    throw new ReinstateError(
      "USAGE_INVALID",
      `The cloud file ${path} names a certificate and a secret. Keep one of them.`,
    );
  }
  const secretPath = secretFile === undefined ? undefined : secretBeneath(dirname(path), secretFile, path);
  return {
    name,
    authority: new URL(authority).origin,
    graph: new URL(graph).origin,
    tenantId: tenantId.toLowerCase(),
    clientId: clientId.toLowerCase(),
    ...(certificate === undefined ? {} : { certificatePath: resolve(dirname(path), certificate) }),
    ...(secretPath === undefined ? {} : { secretPath }),
    allowance: documentedAllowance(),
    demo: false,
  };
}

/**
 * A secret is sent to the authority that the same file names: a cloud file that somebody else wrote must not send them a file of this
 * computer. A certificate's key never leaves, so that it may lie anywhere.
 */
function secretBeneath(folder: string, secretFile: string, path: string): string {
  const secretPath = resolve(folder, secretFile);
  const within = relative(folder, secretPath);
  if (!isAbsolute(within) && within.split(sep)[0] !== "..") return secretPath;
  throw new ReinstateError(
    "USAGE_INVALID",
    `The cloud file ${path}: secretFile has to name a file in its own folder or beneath, because what it holds is sent to the authority.`,
  );
}

function isPlainHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username, password } = new URL(text);
  return (
    protocol === "https:" && pathname === "/" && search === "" && hash === "" && username === "" && password === ""
  );
}

function jsonIn(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ReinstateError("USAGE_INVALID", `The cloud file ${path} is not JSON.`, { cause });
  }
}

function sentenceOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".") || "the file"} ${message}`).join("; ");
}
