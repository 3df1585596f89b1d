import type { JsonObject } from "../../../../preload/contract/json-value.ts";
import type { Answer } from "../answer.ts";
import { ok } from "../answer.ts";
import type { Call } from "../call.ts";
import { context } from "../call.ts";
import { largestPage } from "../parse-query.ts";
import type { DirectoryType } from "../property-shapes.ts";
import { badRequest } from "../refusal.ts";
import type { ChangedId } from "./changed-ids.ts";
import { visibleSequence } from "./changed-ids.ts";
import type { DeltaItem } from "./delta-items.ts";
import { checkDeltaSelect, createDeltaItems } from "./delta-items.ts";
import type { DeltaPlace } from "./delta-token.ts";
import { deltaLink, readDeltaToken } from "./delta-token.ts";
import { fillDeltaPage } from "./fill-delta-page.ts";

const usualPage = 200;

export type DeltaType = DirectoryType | "oauth2PermissionGrant";

/** GET /users/delta and the like: the whole type first, afterwards what changed since the link was given. */
export function readDelta(
  call: Call,
  type: DeltaType,
  name: string,
  changedIds: (type: DeltaType, since: number, until: number) => readonly ChangedId[],
): Answer {
  const place = placeOf(call, type);
  const { ids, itemAt } = contentOf(call, type, place, changedIds);
  const start = resumed(place, ids);
  const page = fillDeltaPage(pageSize(call), ids.length, start, itemAt);
  const isLast = page.at >= ids.length;
  const next: DeltaPlace = isLast
    ? { ...place, round: "changes", since: place.until, until: place.until, at: 0, last: "", links: 0 }
    : { ...place, at: page.at, last: ids[page.at - 1] ?? "", links: page.links };
  const link = deltaLink(call, isLast ? "$deltatoken" : "$skiptoken", next);
  return ok({
    ...context(call, name),
    [isLast ? "@odata.deltaLink" : "@odata.nextLink"]: link,
    value: page.value,
  });
}

/** From the link, or a new start. A delta link opens a round up to now. */
function placeOf(call: Call, type: DeltaType): DeltaPlace {
  const { state, view, query } = call;
  const until = visibleSequence(state, type, view.untilMs);
  const { skipToken, deltaToken = "" } = query;
  if (skipToken !== undefined) return readDeltaToken(call, type, skipToken);
  if (deltaToken !== "" && deltaToken !== "latest") {
    const known = readDeltaToken(call, type, deltaToken);
    return { ...known, until: Math.max(until, known.since), atMs: state.clockMs };
  }
  for (const option of ["expand", "top", "orderBy", "search", "filter"] as const) {
    if (query[option] !== undefined)
      throw badRequest(`The query option '${option}' is not supported in delta queries.`);
  }
  if (type !== "oauth2PermissionGrant") checkDeltaSelect(type, query.select);
  const about = { type, select: query.select, atMs: state.clockMs, at: 0, last: "", links: 0 };
  if (deltaToken === "latest") return { ...about, round: "changes", since: until, until };
  return { ...about, round: "all", since: 0, until };
}

interface Content {
  readonly ids: readonly string[];
  readonly itemAt: (place: number) => DeltaItem | undefined;
}

function contentOf(
  call: Call,
  type: DeltaType,
  place: DeltaPlace,
  changedIds: (type: DeltaType, since: number, until: number) => readonly ChangedId[],
): Content {
  const changed = place.round === "changes" ? changedIds(type, place.since, place.until) : [];
  if (type === "oauth2PermissionGrant") return grantContent(call, place, changed);
  const items = createDeltaItems(call, type, place.select);
  if (place.round === "changes") {
    const itemAt = (at: number) => (changed[at] === undefined ? undefined : items.changed(changed[at]));
    return { ids: changed.map(({ id }) => id), itemAt };
  }
  const ids = call.view.ids(type);
  const history =
    type === "group" ? new Map(changedIds(type, 0, place.until).map(({ id, entries }) => [id, entries])) : new Map();
  const itemAt = (at: number) => {
    const object = call.view.object(type, ids[at] ?? "");
    return object === undefined ? undefined : items.whole(object, history.get(ids[at] ?? ""));
  };
  return { ids, itemAt };
}

function grantContent({ state }: Call, place: DeltaPlace, changed: readonly ChangedId[]): Content {
  const { grants } = state.links;
  const ids = place.round === "all" ? [...grants.keys()] : changed.map(({ id }) => id);
  const shown = (id: string): JsonObject => grants.get(id) ?? { id, "@removed": { reason: "deleted" } };
  return { ids, itemAt: (at) => ({ item: shown(ids[at] ?? ""), links: [] }) };
}

/** Objects may have come or gone since the last page. */
function resumed(place: DeltaPlace, ids: readonly string[]): { readonly at: number; readonly links: number } {
  const { at, last, links } = place;
  if (at === 0 || ids[at - 1] === last) return { at, links };
  const found = ids.indexOf(last);
  return { at: found < 0 ? Math.min(at, ids.length) : found + 1, links };
}

function pageSize({ headers }: Call): number {
  const wanted = Number(/odata\.maxpagesize=(\d+)/i.exec(headers.prefer ?? "")?.[1] ?? usualPage);
  return Math.min(largestPage, Math.max(1, wanted));
}
