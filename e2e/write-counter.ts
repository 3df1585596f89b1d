import type { TransportRequest, TransportResponse } from "../main/graph/graph.ts";

interface Item {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

/** Counts the writes that a tenant carried out, by method, address and body: alone, or inside of batches. */
export class WriteCounter {
  readonly #counts = new Map<string, number>();

  count({ method, url, body }: TransportRequest, answer: TransportResponse): void {
    const { pathname } = new URL(url);
    if (!pathname.startsWith("/v1.0/") && !pathname.startsWith("/beta/")) return;
    if (!pathname.endsWith("/$batch")) {
      this.#note({ id: "", method, url: pathname, body }, answer.status);
      return;
    }
    const { requests } = JSON.parse(body ?? "") as { requests: readonly Item[] };
    const { responses = [] } = JSON.parse(answer.body || "{}") as { responses?: { id: string; status: number }[] };
    for (const item of requests) this.#note(item, responses.find(({ id }) => id === item.id)?.status ?? 500);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, each) => sum + each, 0);
  }

  /** Writes that were carried out more than once. */
  get repeated(): readonly string[] {
    return [...this.#counts].filter(([, times]) => times > 1).map(([write]) => write);
  }

  #note({ method, url, body }: Item, status: number): void {
    // Questions that Graph wants as POST.
    if (method === "GET" || status >= 300 || /\/directoryObjects\/get/u.test(url)) return;
    const write = `${method} ${url} ${JSON.stringify(body ?? null)}`;
    this.#counts.set(write, (this.#counts.get(write) ?? 0) + 1);
  }
}

/** True if the request holds a write of the tenant's objects. */
export function isWrite({ url, body }: TransportRequest): boolean {
  return url.endsWith("/$batch") && /"method":"(?:PATCH|POST|PUT|DELETE)"/u.test(body ?? "");
}
