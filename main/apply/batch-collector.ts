import type { BatchRequest, BatchResponse, Graph, ReadOptions, WriteResponse } from "../graph/graph.ts";

/** Sends single requests; what is asked for at the same time travels together. */
export interface BatchCollector {
  send(request: Omit<BatchRequest, "id">): Promise<BatchResponse>;
}

interface Waiting {
  readonly request: Omit<BatchRequest, "id">;
  readonly resolve: (response: BatchResponse) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets each step be written as if it were alone: requests that wait in the same turn of the event loop become one call
 * of `batch`. A write that is alone goes by itself, so that a claims challenge can be answered. `beforeSending` runs
 * first; if it throws, nothing is sent.
 */
export function createBatchCollector(
  graph: Graph,
  options: ReadOptions,
  beforeSending: () => void = () => undefined,
): BatchCollector {
  let queue: Waiting[] = [];

  async function flush(): Promise<void> {
    const waiting = queue;
    queue = [];
    try {
      beforeSending();
      const responses = await sendAll(waiting.map(({ request }) => request));
      waiting.forEach(({ resolve, reject }, index) => {
        const response = responses[index];
        if (response === undefined) reject(new Error("a request was left without an answer"));
        else resolve(response);
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  async function sendAll(requests: readonly Waiting["request"][]): Promise<readonly BatchResponse[]> {
    const [only] = requests;
    if (requests.length === 1 && only !== undefined && only.method !== "GET") {
      return [responseOf(await graph.write(only.method, only.url, only.body, options))];
    }
    return graph.batch(
      requests.map((request, index) => ({ ...request, id: String(index + 1) })),
      options,
    );
  }

  return {
    send(request) {
      return new Promise((resolve, reject) => {
        if (queue.length === 0) setImmediate(() => void flush());
        queue.push({ request, resolve, reject });
      });
    },
  };
}

function responseOf({ status, body, errorCode, errorMessage }: WriteResponse): BatchResponse {
  const error = { code: errorCode ?? "", message: errorMessage ?? "" };
  return { id: "1", status, headers: {}, body: errorCode === undefined ? body : { error } };
}
