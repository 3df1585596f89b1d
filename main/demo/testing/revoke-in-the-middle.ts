import type { Transport, TransportRequest, TransportResponse } from "../../graph/graph.ts";
import type { DemoTenant } from "../demo-tenant.ts";

/** What came of a sign-in that was revoked while batches were under way. */
export interface Revocation {
  readonly transport: Transport;
  /** Tokens that were asked for with the claims of the challenge. */
  claimed(): number;
  /** Whether it came to that. */
  revoked(): boolean;
  /** How often each request inside a batch was let in and carried out, by method, address and body. */
  readonly carriedOut: ReadonlyMap<string, number>;
}

/** For tests: revokes all tokens issued so far as soon as the `batch`-th batch that `isMeant` arrives at the demo tenant. */
export function revokeInTheMiddle(
  demo: DemoTenant,
  of: "requests" | "items",
  batch: number,
  isMeant: (body: string) => boolean = () => true,
): Revocation {
  const carriedOut = new Map<string, number>();
  let [batches, claimed] = [0, 0];
  const transport: Transport = async (request) => {
    const { url, body = "" } = request;
    if (url.includes("/oauth2/") && decodeURIComponent(body).includes('"nbf"')) claimed += 1;
    if (!url.endsWith("/$batch")) return demo.transport(request);
    if (isMeant(body)) batches += 1;
    if (batches === batch && demo.faults.revoked === undefined) {
      demo.advance(2000);
      demo.faults.revoked = { before: Date.parse(demo.now()), of };
    }
    const answer = await demo.transport(request);
    count(request, answer, carriedOut);
    return answer;
  };
  return { transport, claimed: () => claimed, revoked: () => demo.faults.revoked !== undefined, carriedOut };
}

interface Item {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

function count(request: TransportRequest, answer: TransportResponse, counts: Map<string, number>): void {
  const { requests } = JSON.parse(request.body ?? "") as { requests: readonly Item[] };
  const { responses = [] } = JSON.parse(answer.body) as { responses?: readonly { id: string; status: number }[] };
  for (const { method, url, body, id } of requests) {
    const status = responses.find((response) => response.id === id)?.status ?? 500;
    const key = `${method} ${url} ${JSON.stringify(body ?? null)}`;
    if (status < 300) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}
