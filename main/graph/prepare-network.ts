import { readFileSync } from "node:fs";
import http from "node:http";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** In Node since 24.14, in its types not yet. */
const { setGlobalProxyFromEnv } = http as unknown as {
  readonly setGlobalProxyFromEnv: (environment: NodeJS.ProcessEnv) => void;
};

/**
 * Sets this thread up for the network it is in: proxies from HTTPS_PROXY, HTTP_PROXY and NO_PROXY (Node itself heeds
 * them only with NODE_USE_ENV_PROXY=1), and the certificates that the operating system trusts besides Node's own and
 * those of NODE_EXTRA_CA_CERTS (which Electron's fuses switch off). Errors: USAGE_INVALID, USAGE_NOT_FOUND.
 */
export function prepareNetwork(environment: NodeJS.ProcessEnv = process.env): void {
  const added = [...systemCertificates(), ...extraCertificates(environment.NODE_EXTRA_CA_CERTS)];
  setDefaultCACertificates([...new Set([...getCACertificates("default"), ...added])]);
  try {
    setGlobalProxyFromEnv(environment);
  } catch (cause) {
    throw new ReinstateError(
      "USAGE_INVALID",
      "HTTPS_PROXY or HTTP_PROXY holds no address of a proxy, such as http://proxy.contoso.com:8080. Mend or remove it.",
      // Without the cause: the address may hold a password.
      { details: codeOf(cause) },
    );
  }
}

/** A store that cannot be read leaves Node's own certificates. */
function systemCertificates(): readonly string[] {
  try {
    return getCACertificates("system");
  } catch {
    return [];
  }
}

function extraCertificates(path: string | undefined): readonly string[] {
  if (path === undefined || path === "") return [];
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new ReinstateError(
      "USAGE_NOT_FOUND",
      `NODE_EXTRA_CA_CERTS names ${path}, which cannot be read. Mend or remove it.`,
    );
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/gu);
  if (found !== null) return found;
  throw new ReinstateError(
    "USAGE_INVALID",
    `NODE_EXTRA_CA_CERTS names ${path}, which holds no certificate. It has to be PEM text.`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
