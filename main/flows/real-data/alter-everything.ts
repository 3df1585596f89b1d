import type { DirectoryObject, ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { Graph } from "../../graph/graph.ts";
import { attempt } from "../../graph/testing/judge-exchange.ts";
import type { Alteration } from "./alteration.ts";
import type { Attempt, Tenant, Way } from "./five-ways.ts";
import { attemptsOf } from "./five-ways.ts";

export interface Altered {
  /** What a report has to name, by `type id`: sorted paths and links. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** What Graph had against attempts, by type. */
  readonly refusals: readonly { readonly type: ObjectType; readonly reason: string }[];
}

/** Alters every object in one way, each part of it that Graph lets be altered, as another administrator would. */
export async function alterEverything(
  admin: Graph,
  way: Way,
  objects: readonly DirectoryObject[],
  tenant: Tenant,
): Promise<Altered> {
  const names = new Map<string, readonly string[]>();
  const refusals: Altered["refusals"][number][] = [];
  // Policies before the locations that they name: a location in use cannot be deleted.
  const ordered = objectTypes.flatMap((type) => objects.filter((object) => object.type === type));
  for (const object of ordered) {
    const done = await alter(admin, object, attemptsOf(way, object, tenant));
    if (done.count > 0) names.set(`${object.type} ${object.id}`, [...done.names].sort());
    refusals.push(...done.refusals.map((reason) => ({ type: object.type, reason })));
  }
  return { names, refusals };
}

async function alter(admin: Graph, object: DirectoryObject, attempts: readonly Attempt[]) {
  const names = new Set<string>();
  const refusals: string[] = [];
  let [count, now] = [0, object];
  for (const attempt of attempts) {
    const alteration = attempt(now);
    if (alteration === undefined) continue;
    const refusal = await send(admin, alteration);
    if (refusal !== undefined) {
      refusals.push(refusal);
      continue;
    }
    count += 1;
    now = { ...now, properties: alteration.properties };
    for (const name of alteration.names) names.add(name);
  }
  return { count, names, refusals };
}

/** Graph's reason if it refuses. */
async function send(admin: Graph, { requests }: Alteration): Promise<string | undefined> {
  for (const { method, path, body } of requests) {
    const { status, errorMessage } = await admin.write(method, path, body, { headers: attempt });
    if (status >= 400) return errorMessage ?? String(status);
  }
  return undefined;
}
