import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { Clock } from "../../graph/clock.ts";
import type { Transport, TransportRequest, TransportResponse } from "../../graph/graph.ts";
import { unreachable } from "../../graph/transport-fetch.ts";
import { damagedItem, damagedText } from "./damaged-answers.ts";
import type { FaultKind, FaultPlan } from "./fault-kinds.ts";
import { twistedBody } from "./twisted-body.ts";

/** As long as the real network waits for an answer. */
const patienceMs = 120_000;
/** Lists come in small pages, so that faults hit the middle of them. */
const pageSize = 7;
const expired: TransportResponse = {
  status: 410,
  headers: {},
  body: JSON.stringify({ error: { code: "syncStateNotFound", message: "The sync state generation is not found." } }),
};
const place = /[?&]hostilePlace=(\d+)(\.\d+)?$/u;

/** The tenant's Graph behind the faults of the plan, with its own time. What is hit is counted in `hits`. */
export function hostileTransport(
  tenant: Transport,
  plan: FaultPlan,
  { clock, service }: { readonly clock: Clock; readonly service: Clock },
  hits: Map<FaultKind, number>,
): Transport {
  const strikes = (kind: FaultKind) => {
    const isHit = plan.kinds.includes(kind) && plan.random() < plan.rate;
    if (isHit) hits.set(kind, (hits.get(kind) ?? 0) + 1);
    return isHit;
  };

  return async (request) => {
    const instead = await refusedBefore(request);
    if (instead !== undefined) return instead;
    const start = Number(place.exec(request.url)?.[1] ?? 0);
    const answer = await tenant({ ...request, url: request.url.replace(place, "") });
    if (answer.status !== 200) return answer;
    return damagedText(twisted(request, answer, start), plan, strikes);
  };

  /** What ends a request before the tenant has said anything. */
  async function refusedBefore(request: TransportRequest): Promise<TransportResponse | undefined> {
    const { host } = new URL(request.url);
    if (strikes("timeout")) {
      await clock.wait(patienceMs);
      throw unreachable(new Error("timeout"), host, true);
    }
    if (/[?&]\$deltatoken=(?!latest)/u.test(request.url) && strikes("expired link")) return expired;
    if (strikes("connection reset"))
      throw unreachable(Object.assign(new Error("reset"), { code: "ECONNRESET" }), host, false);
    const item = damagedItem(plan, strikes, service.now());
    if (item === undefined) return undefined;
    const { status, headers, body } = item;
    return { status, headers, body: JSON.stringify(body) };
  }

  function twisted(request: TransportRequest, answer: TransportResponse, start: number): TransportResponse {
    if (/\/\$count$/u.test(new URL(request.url).pathname)) return counted(answer);
    const body = JSON.parse(answer.body) as JsonObject;
    const next = Array.isArray(body.responses) ? batched(body, body.responses) : paged(request, body, start);
    return { ...answer, body: JSON.stringify(next) };
  }

  /** A count that is too low and a page that is too short together look like a smaller tenant: nobody could tell. */
  function counted(answer: TransportResponse): TransportResponse {
    if (!strikes("wrong count")) return answer;
    const lowest = plan.kinds.includes("truncated page") ? 1 : -3;
    const wrong = Number(answer.body) + lowest + Math.floor(plan.random() * 6);
    return { ...answer, body: `${Math.max(0, wrong)}` };
  }

  function batched(body: JsonObject, responses: readonly JsonValue[]): JsonObject {
    const items = responses.filter(isJsonObject).map((item): JsonObject => {
      const damaged = damagedItem(plan, strikes, clock.now());
      if (damaged !== undefined) return { id: item.id ?? "", ...damaged };
      if (strikes("HTML page")) return { ...item, body: "<html><body>Sign in to the network</body></html>" };
      return isJsonObject(item.body) ? { ...item, body: twistedBody(item.body, plan, strikes) } : item;
    });
    // An answer that was lost on the way, and one that came twice.
    const left = items.filter(() => !strikes("half-written JSON"));
    const again = strikes("repeated page") ? left.slice(0, 2) : [];
    return { ...body, responses: [...left, ...again] };
  }

  function paged(request: TransportRequest, body: JsonObject, start: number): JsonObject {
    const { value } = body;
    if (!Array.isArray(value)) return twistedBody(body, plan, strikes);
    const { "@odata.nextLink": next, "@odata.deltaLink": delta, ...rest } = body;
    const end = start + pageSize;
    const own = value.slice(start, end);
    const isReplayed = isRound(request.url) && strikes("replayed items");
    const items = isReplayed ? [...own, ...own.toReversed()] : own;
    const page = twistedBody({ ...rest, value: items }, plan, strikes);
    if (isCounted(request.url) && strikes("truncated page"))
      return { ...page, value: (page.value as JsonValue[]).slice(1) };
    const marked = (at: string) => {
      const plain = request.url.replace(place, "");
      return `${plain}${plain.includes("?") ? "&" : "?"}hostilePlace=${at}`;
    };
    if (strikes("repeated page"))
      return { ...page, "@odata.nextLink": marked(`${start}.${hits.get("repeated page")}`) };
    if ((end < value.length || next !== undefined) && strikes("wrong next link"))
      return { ...page, "@odata.nextLink": wrongLinks[Math.floor(plan.random() * wrongLinks.length)] as string };
    if (end < value.length) return { ...page, "@odata.nextLink": marked(`${end}`) };
    return {
      ...page,
      ...(next === undefined ? {} : { "@odata.nextLink": next }),
      ...(delta === undefined ? {} : { "@odata.deltaLink": delta }),
    };
  }
}

/** Another host, no address, and another port. */
const wrongLinks = [
  "https://graph.example.com/v1.0/users?$skiptoken=1",
  "https//graph",
  "https://graph.microsoft.com:444/v1.0/users?$skiptoken=1",
];

function isRound(url: string): boolean {
  return new URL(url).pathname.includes("/delta");
}

/** Lists that come with a count or with a round's end: elsewhere nobody outside the service knows that a page was cut. */
function isCounted(url: string): boolean {
  return /\/v1\.0\/(users|groups|applications|servicePrincipals)(\/delta(\(\))?)?$/u.test(new URL(url).pathname);
}
