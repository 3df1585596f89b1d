import { claimsOf } from "./authentication-stage.ts";
import { batchSize, sendBatch } from "./batch.ts";
import type { BatchRequest, BatchResponse, ReadOptions } from "./graph.ts";
import { refuseEmptyId } from "./graph-address.ts";
import { refusalOf } from "./graph-refusal.ts";
import type { GraphSender } from "./graph-sender.ts";
import { inOrder } from "./in-order.ts";
import { costOf } from "./request-cost.ts";

/** Batches under way at once for one call: enough for the limiter, and not the network, to set the pace. */
const batchesAtOnce = 12;

/** Any number of requests as batches of 20, several at once; the answers are in the order asked. */
export async function sendBatches(
  requests: readonly BatchRequest[],
  options: ReadOptions,
  sender: GraphSender,
): Promise<readonly BatchResponse[]> {
  for (const { url } of requests) refuseEmptyId(url);
  const answers = new Map<BatchRequest, BatchResponse>();
  const sent = inOrder(chunksOf(requests), batchesAtOnce, async (chunk) => {
    const responses = await (isSlow(chunk[0])
      ? sendSingly(chunk, options, sender)
      : sendTogether(chunk, options, sender));
    return chunk.map((request, index) => [request, responses[index]] as const);
  });
  for await (const pairs of sent) {
    for (const [request, response] of pairs) if (response !== undefined) answers.set(request, response);
  }
  return requests.flatMap((request) => answers.get(request) ?? []);
}

async function sendTogether(requests: readonly BatchRequest[], options: ReadOptions, sender: GraphSender) {
  const { send, retry } = sender;
  const responses = await sendBatch(requests, {
    ...retry,
    signal: options.signal,
    post: async (body, about) => {
      const answer = await send({ method: "POST", path: "/$batch", body, options, ...about });
      if (answer.status === 401) throw refusalOf(answer, "/$batch", options.permissions);
      return { id: "", ...answer };
    },
  });
  return answerChallenges(requests, responses, options, sender);
}

/** A claims challenge inside a batch (a protected action): that request goes again by itself, where it is answered. */
async function answerChallenges(
  requests: readonly BatchRequest[],
  responses: readonly BatchResponse[],
  options: ReadOptions,
  sender: GraphSender,
): Promise<readonly BatchResponse[]> {
  const answered = responses.map(async (response, index) => {
    const request = requests[index];
    if (request === undefined || claimsOf(response) === undefined) return response;
    return (await sendSingly([request], options, sender))[0] ?? response;
  });
  return Promise.all(answered);
}

function sendSingly(requests: readonly BatchRequest[], options: ReadOptions, { send }: GraphSender) {
  return Promise.all(
    requests.map(async ({ id, method, url, body, headers }): Promise<BatchResponse> => {
      const all = { ...options, headers: { ...options.headers, ...headers } };
      const answer = await send({ method, path: url, body, options: all });
      return { id, status: answer.status, headers: answer.headers, body: answer.body };
    }),
  );
}

/** Conditional Access: one request a second, so a batch would only be twenty at once. */
function isSlow(request: BatchRequest | undefined): boolean {
  return request !== undefined && costOf(request.method, request.url)[0].limit === "conditionalAccess";
}

function* chunksOf(requests: readonly BatchRequest[]): Generator<readonly BatchRequest[]> {
  const together = requests.filter((request) => !isSlow(request));
  for (let start = 0; start < together.length; start += batchSize) yield together.slice(start, start + batchSize);
  const slow = requests.filter(isSlow);
  if (slow.length > 0) yield slow;
}
