import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { challengeOf } from "./authentication-stage.ts";
import { batchSize, sendBatch } from "./batch.ts";
import { isHeldBack } from "./cancelled.ts";
import type { BatchRequest, BatchResponse, ReadOptions } from "./graph.ts";
import { refuseEmptyId } from "./graph-address.ts";
import { refusalOf } from "./graph-refusal.ts";
import type { Answer, GraphSender } from "./graph-sender.ts";
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

/** Challenges are answered as often as for a single request: once for the sign-in and once for a step-up. */
const mostChallenges = 2;

async function sendTogether(requests: readonly BatchRequest[], options: ReadOptions, sender: GraphSender) {
  const { retry } = sender;
  const send = holdingBack(sender, options);
  let renew: Answer["renew"];
  const ask = (some: readonly BatchRequest[]) =>
    sendBatch(some, {
      ...retry,
      signal: options.signal,
      hold: options.hold,
      post: async (body, about) => {
        const answer = await send({ method: "POST", path: "/$batch", body, options, ...about });
        if (answer.status === 401) throw refusalOf(answer, "/$batch", options.permissions);
        renew = answer.renew;
        return { id: "", status: answer.status, headers: answer.headers, body: answer.body };
      },
    });
  let responses = await ask(requests);
  for (let time = 0; time < mostChallenges; time += 1) {
    const challenged = requests.filter((_request, index) => isChallenge(responses[index]));
    const challenge = responses.find(isChallenge);
    if (challenge === undefined || !(await isAnswered(challenge, renew, requests, options))) break;
    // What was not let in was not carried out: these, and only these, may be sent again, writes too.
    const again = await ask(challenged);
    responses = responses.map((response, index) => {
      const place = challenged.indexOf(requests[index] as BatchRequest);
      return again[place] ?? response;
    });
  }
  return responses;
}

function isChallenge(response: BatchResponse | undefined): boolean {
  return response !== undefined && challengeOf(response) !== undefined;
}

/**
 * Whether there is a new token for a challenge inside a batch (continuous access evaluation, a protected action). Where
 * writes are about and nobody signs in, the answers of those that were carried out must not be lost with the others.
 */
async function isAnswered(
  response: BatchResponse,
  renew: Answer["renew"],
  requests: readonly BatchRequest[],
  options: ReadOptions,
): Promise<boolean> {
  if (options.hold?.aborted === true) return false;
  try {
    return (await renew?.(challengeOf(response) ?? {})) ?? false;
  } catch (error) {
    if (isHeldBack(error, options)) return false;
    const isExpected = error instanceof ReinstateError && error.code.startsWith("SIGN_IN");
    if (isExpected && requests.some(({ method }) => method !== "GET")) return false;
    throw error;
  }
}

function sendSingly(requests: readonly BatchRequest[], options: ReadOptions, sender: GraphSender) {
  const send = holdingBack(sender, options);
  return Promise.all(
    requests.map(async ({ id, method, url, body, headers }): Promise<BatchResponse> => {
      const all = { ...options, headers: { ...options.headers, ...headers } };
      const answer = await send({ method, path: url, body, options: all });
      return { id, status: answer.status, headers: answer.headers, body: answer.body };
    }),
  );
}

/** What is held back was not carried out, which is what a 429 says: the answers of others must not be lost with it. */
function holdingBack({ send }: GraphSender, options: ReadOptions): GraphSender["send"] {
  const heldBack = { status: 429, headers: {}, body: undefined, text: "", isUnreadable: false, renew: undefined };
  return (sending) =>
    send(sending).catch((error: unknown) => {
      if (isHeldBack(error, options)) return heldBack;
      throw error;
    });
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
