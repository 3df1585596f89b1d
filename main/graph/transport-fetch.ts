import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { cancelled } from "./cancelled.ts";
import type { Transport, TransportRequest, TransportResponse } from "./graph.ts";

/** One request at most, connecting and reading the body included. Graph itself gives up well before. */
const timeoutMs = 120_000;

/**
 * The real network: the fetch of Node (undici), which itself honours NODE_EXTRA_CA_CERTS, and HTTPS_PROXY where
 * NODE_USE_ENV_PROXY=1. Redirects come back as they are, so that a token never follows one.
 */
export const transportFetch: Transport = async (request) => {
  const patience = AbortSignal.timeout(timeoutMs);
  const signal = request.signal === undefined ? patience : AbortSignal.any([request.signal, patience]);
  try {
    return await exchange(request, signal);
  } catch (error) {
    if (request.signal?.aborted === true) throw cancelled();
    throw unreachable(error, new URL(request.url).host, patience.aborted);
  }
};

async function exchange(request: TransportRequest, signal: AbortSignal): Promise<TransportResponse> {
  const { method, url, headers, body } = request;
  const response = await fetch(url, { method, headers, signal, redirect: "manual", ...(body ? { body } : {}) });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
}

/** The codes of Node, undici and OpenSSL in the words of somebody who has to mend it. */
export function unreachable(error: unknown, host: string, timedOut: boolean): ReinstateError {
  const code = timedOut ? "ETIMEDOUT" : codeIn(error);
  const kind = kinds.find(({ codes }) => codes.test(code)) ?? unknownKind;
  return new ReinstateError("TENANT_UNREACHABLE", `${host} ${kind.sentence}`, {
    retryable: kind.passing,
    details: `${kind.name}${code === "" ? "" : `, ${code}`}`,
  });
}

interface FailureKind {
  readonly name: "dns" | "refused" | "tls" | "proxy" | "timeout" | "broken" | "unknown";
  readonly codes: RegExp;
  /** Whether a second attempt may do. */
  readonly passing: boolean;
  readonly sentence: string;
}

const unknownKind: FailureKind = {
  name: "unknown",
  codes: /^/,
  passing: false,
  sentence: "could not be reached. Check the network and the cloud's settings.",
};

const kinds: readonly FailureKind[] = [
  {
    name: "proxy",
    codes: /PROXY|UND_ERR_PRX/,
    passing: false,
    sentence: "is behind a proxy that refused us. Check HTTPS_PROXY and the name and password in it.",
  },
  {
    name: "dns",
    codes: /^(ENOTFOUND|ENODATA|EAI_NONAME)$/,
    passing: false,
    sentence:
      "is not known here (DNS). Check the network and the cloud's settings; behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.",
  },
  { name: "dns", codes: /^EAI_AGAIN$/, passing: true, sentence: "could not be looked up (DNS). Check the network." },
  {
    name: "refused",
    codes: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EACCES|EPERM)$/,
    passing: false,
    sentence:
      "refused the connection. A firewall may be in between; behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.",
  },
  {
    name: "tls",
    codes: /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH/,
    passing: false,
    sentence:
      "showed a certificate that is not trusted here (TLS). If the network inspects traffic, name its root certificate in NODE_EXTRA_CA_CERTS.",
  },
  { name: "timeout", codes: /TIMEDOUT|TIMEOUT/, passing: true, sentence: "did not answer in time. Try again." },
  {
    name: "broken",
    codes: /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_ABORTED)$/,
    passing: true,
    sentence: "broke the connection. Try again.",
  },
];

/** fetch hides the reason in `cause`, sometimes several deep, sometimes several at once (IPv6 and IPv4). */
function codeIn(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (/proxy/i.test(error.message)) return "PROXY";
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const inside = cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  return codeIn(inside) || (typeof code === "string" ? code : "");
}
