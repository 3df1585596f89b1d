import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { Graph, ReadOptions, WriteResponse } from "./graph.ts";
import { nameOf } from "./graph-address.ts";
import { graphErrorOf, refusalOf } from "./graph-refusal.ts";
import type { Answer, GraphSettings } from "./graph-sender.ts";
import { createGraphSender } from "./graph-sender.ts";
import { pagesOf } from "./paging.ts";
import { sendBatches } from "./send-batches.ts";

/** Graph refuses to count here, in one way or another. */
const notCountable = [400, 403, 404, 405, 501];

/** Graph for the stages. One for each tenant, or one limiter for all of them. */
export function createGraph(settings: GraphSettings): Graph {
  const sender = createGraphSender(settings);

  async function read(path: string, options?: ReadOptions): Promise<Answer> {
    const answer = await sender.send({ method: "GET", path, options });
    if (answer.status < 300) return answer;
    throw refusalOf(answer, nameOf(path), options?.permissions);
  }

  return {
    statistics: sender.statistics,
    async get(path, options) {
      const answer = await sender.send({ method: "GET", path, options });
      if (answer.status === 404) return undefined;
      if (answer.status >= 300) throw refusalOf(answer, nameOf(path), options?.permissions);
      if (isJsonObject(answer.body)) return answer.body;
      throw refusalOf({ ...answer, status: 502 }, nameOf(path), options?.permissions);
    },
    async count(path, options) {
      const [address = "", query] = path.split("?", 2);
      const counted = `${address}/$count${query === undefined ? "" : `?${query}`}`;
      const all: ReadOptions = { ...options, consistency: "eventual" };
      const answer = await sender.send({ method: "GET", path: counted, options: all });
      if (answer.status < 300) return countIn(answer.text);
      if (notCountable.includes(answer.status)) return undefined;
      throw refusalOf(answer, nameOf(path), options?.permissions);
    },
    pages: (path, options) => pagesOf(path, async (link) => (await read(link, options)).body),
    batch: (requests, options = {}) => sendBatches(requests, options, sender),
    async ask(path, body, options) {
      const answer = await sender.send({ method: "POST", path, body, options, repeatable: true });
      if (answer.status < 300 && isJsonObject(answer.body)) return answer.body;
      const status = answer.status < 300 ? 502 : answer.status;
      throw refusalOf({ ...answer, status }, nameOf(path), options?.permissions);
    },
    async write(method, path, body, options) {
      const answer = await sender.send({ method, path, body, options });
      if (answer.status === 401 || answer.status === 429) throw refusalOf(answer, nameOf(path), options?.permissions);
      return writeResponseOf(answer);
    },
  };
}

function writeResponseOf({ status: told, body, text, isUnreadable }: Answer): WriteResponse {
  // A page of somebody in between says nothing about what became of the write.
  const status = isUnreadable && text.trim() !== "" ? 502 : told;
  const { code, message } = status >= 400 ? graphErrorOf(body) : {};
  return {
    status,
    body,
    ...(code === undefined ? {} : { errorCode: code }),
    ...(message === undefined ? {} : { errorMessage: message }),
  };
}

/** A plain number, with or without a byte order mark. */
function countIn(text: string): number | undefined {
  const digits = /^\uFEFF?\s*(\d+)\s*$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
