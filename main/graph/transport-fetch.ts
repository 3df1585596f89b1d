import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { cancelled } from "./cancelled.ts";
import { brokenConnection, type FailureKind, failureKinds, unknownFailure } from "./failure-kinds.ts";
import type { Transport, TransportRequest, TransportResponse } from "./graph.ts";
import { prepareNetwork } from "./prepare-network.ts";
import { watchForSleep } from "./watch-for-sleep.ts";

/** One request at most, connecting and reading the body included. Graph itself gives up well before. */
const timeoutMs = 120_000;

/** In bytes. A page of Graph has some megabytes at most; a larger answer is not the service's own. */
const largestAnswer = 128 * 1024 * 1024;

let isPrepared = false;

/**
 * The real network: the fetch of Node (undici), through the system's proxy and with its certificates. Redirects come
 * back as they are, so that a token never follows one.
 */
export const transportFetch: Transport = async (request) => {
  if (!isPrepared) prepareNetwork();
  isPrepared = true;
  const patience = AbortSignal.timeout(timeoutMs);
  const sleep = watchForSleep();
  const signals = [patience, sleep.signal, ...(request.signal === undefined ? [] : [request.signal])];
  try {
    return await exchange(request, AbortSignal.any(signals));
  } catch (error) {
    if (request.signal?.aborted === true) throw cancelled();
    throw unreachable(error, new URL(request.url).host, patience.aborted || sleep.signal.aborted);
  } finally {
    sleep.stop();
  }
};

async function exchange(request: TransportRequest, signal: AbortSignal): Promise<TransportResponse> {
  const { method, url, headers, body } = request;
  const response = await fetch(url, { method, headers, signal, redirect: "manual", ...(body ? { body } : {}) });
  const text = await textWithin(response, largestAnswer);
  return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
}

/** Read piece by piece: a few kilobytes on the wire can be gigabytes once they are decompressed. */
export async function textWithin({ body }: Response, most: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.length;
    if (size > most) throw Object.assign(new Error("the answer is too large"), { code: "ANSWER_TOO_LARGE" });
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

/** The codes of Node, undici and OpenSSL in the words of somebody who has to mend it. */
export function unreachable(error: unknown, host: string, timedOut: boolean): ReinstateError {
  const { hostname, port } = new URL(`https://${host}`);
  const reason = timedOut ? { code: "ETIMEDOUT" } : reasonIn(error);
  const isElsewhere = isOther(reason.hostname, hostname) || isOther(reason.port, port || "443");
  const code = isElsewhere ? `PROXY_${reason.code}` : reason.code;
  const { name, passing, sentence } = kindOf(code, reason.syscall);
  return new ReinstateError("TENANT_UNREACHABLE", `${host} ${sentence}`, {
    retryable: passing,
    details: `${name}${code === "" ? "" : `, ${code}`}`,
  });
}

/** The same code is a connection that did not come about and one that went away: then the request may have arrived. */
function kindOf(code: string, syscall: unknown): FailureKind {
  const kind = failureKinds.find(({ codes }) => codes.test(code)) ?? unknownFailure;
  return kind.name === "refused" && (syscall === "read" || syscall === "write") ? brokenConnection : kind;
}

function isOther(failed: unknown, meant: string): boolean {
  return failed !== undefined && String(failed) !== meant;
}

interface Reason {
  readonly code: string;
  /** Whom we were connecting to: not the host of the address if there is a proxy. */
  readonly hostname?: unknown;
  readonly port?: unknown;
  /** "connect", "read", "write". */
  readonly syscall?: unknown;
}

/** fetch hides the reason in `cause`, sometimes several deep, sometimes several at once (IPv6 and IPv4). */
function reasonIn(error: unknown): Reason {
  if (!(error instanceof Error)) return { code: "" };
  const refusedBy = /Proxy response \((\d+)\)/.exec(error.message)?.[1];
  if (refusedBy !== undefined) return { code: refusedBy === "407" ? "PROXY_407" : "PROXY_REFUSED" };
  const { code, cause, hostname, port, syscall } = error as { code?: unknown; cause?: unknown } & Omit<Reason, "code">;
  const inside = reasonIn(cause ?? (error instanceof AggregateError ? error.errors[0] : undefined));
  if (inside.code !== "") return inside;
  return typeof code === "string" ? { code, hostname, port, syscall } : { code: "" };
}
