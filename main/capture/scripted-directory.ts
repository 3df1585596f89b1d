import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { WorkProgress } from "../../preload/contract/events.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { createGraph } from "../graph/create-graph.ts";
import { scriptedGraph } from "../graph/scripted-graph.ts";
import type { Scripted, Seen } from "../graph/scripted-transport.ts";
import { answerBatch } from "../graph/scripted-transport.ts";
import type { createVirtualClock } from "../graph/virtual-clock.ts";
import { captureTenant } from "./capture-tenant.ts";

/** Path without its query → answer. A list is one page; what is not named is an empty list, or a count of 0. */
export type Script = Readonly<Record<string, Scripted | JsonObject[] | ((request: { path: string }) => Scripted)>>;

/** For tests: a tenant that answers from a script, in batches too. */
export function createScriptedDirectory(script: Script, latencyMs = 0) {
  const { graph, clock, seen } = scriptedGraph(
    (request) =>
      request.path === "/$batch"
        ? answerBatch(request, (url) => answerOf(url, script))
        : answerOf(request.path, script),
    { latencyMs },
  );
  return { graph, clock, seen, capture: captureWith({ graph, clock, seen }) };
}

function captureWith({
  graph,
  clock,
}: {
  graph: ReturnType<typeof createGraph>;
  clock: ReturnType<typeof createVirtualClock>;
  seen: Seen[];
}) {
  return async (types: readonly ObjectType[], more: Partial<Parameters<typeof captureTenant>[0]> = {}) => {
    const objects: DirectoryObject[] = [];
    const chunks: number[] = [];
    const progress: WorkProgress[] = [];
    const captured = await captureTenant({
      graph,
      clock,
      types,
      onProgress: (told) => progress.push(told),
      onObjects: (chunk) => {
        chunks.push(chunk.length);
        const known = new Set(objects.map(({ id }) => id));
        objects.push(...chunk);
        return new Set(chunk.map(({ id }) => id).filter((id) => !known.has(id))).size;
      },
      ...more,
    });
    return { ...captured, objects, chunks, progress };
  };
}

function answerOf(path: string, script: Script): Scripted {
  const address = decodeURIComponent(path).split("?", 1)[0] ?? "";
  const answer = script[address];
  if (typeof answer === "function") return answer({ path: decodeURIComponent(path) });
  if (Array.isArray(answer)) return { body: { value: answer } };
  if (answer !== undefined) return answer;
  if (address.endsWith("/$count")) return { body: countOf(script[address.slice(0, -"/$count".length)]) };
  if (address.endsWith("/delta")) return { body: { value: [], "@odata.deltaLink": `${address}?$deltatoken=1` } };
  return address.endsWith("/manager") ? { status: 404 } : { body: { value: [] } };
}

function countOf(list: Script[string] | undefined): number {
  return Array.isArray(list) ? list.length : 0;
}
