import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";

export const settingsSections = [
  "retention",
  "schedule",
  "notifications",
  "keys",
  "copies",
  "tenant",
  "privacy",
  "general",
  "about",
] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** Where the window is. Numbers and ids only: an address must not carry a name. */
export type Route =
  | { readonly page: "timeline" }
  /** With types: to begin with, only these are shown. */
  | {
      readonly page: "report";
      readonly from: number | null;
      readonly to: number | "now";
      readonly types?: readonly ObjectType[];
    }
  /** Without a snapshot: the latest one. Without an object: the list. */
  | { readonly page: "explorer"; readonly snapshot: number | null; readonly object: ObjectPlace | null }
  /** One object through all snapshots; with a range: what changed in it between the two. */
  | { readonly page: "object"; readonly object: ObjectPlace; readonly range: SnapshotRange | null }
  | { readonly page: "recovery" }
  | { readonly page: "incident" }
  | { readonly page: "history"; readonly jobId: string | null }
  | { readonly page: "settings"; readonly section: SettingsSection };

export interface ObjectPlace {
  readonly type: ObjectType;
  readonly id: string;
}

export interface SnapshotRange {
  readonly from: number;
  readonly to: number;
}

export type PageName = Route["page"];

/** The route that an address's hash names; the timeline for anything unknown. */
export function parseRoute(hash: string): Route {
  const [page, first, second, third, fourth] = hash.replace(/^#\/?/u, "").split("/").map(decodeSegment);
  switch (page) {
    case "report":
      return {
        page,
        from: numberIn(first),
        to: second === "now" ? "now" : (numberIn(second) ?? "now"),
        ...typesIn(third),
      };
    case "explorer":
      return { page, snapshot: numberIn(first), object: placeIn(second, third) };
    case "object":
      return objectRoute(placeIn(first, second), numberIn(third), numberIn(fourth));
    case "recovery":
    case "incident":
      return { page };
    case "history":
      return { page, jobId: first === undefined || first === "" ? null : first };
    case "settings":
      return { page, section: settingsSections.find((section) => section === first) ?? "retention" };
    default:
      return { page: "timeline" };
  }
}

export function formatRoute(route: Route): string {
  if (route.page === "report") {
    const types = route.types === undefined ? "" : `/${route.types.join(",")}`;
    return route.from === null ? "#/report" : `#/report/${route.from}/${route.to}${types}`;
  }
  if (route.page === "explorer") return `#/explorer/${route.snapshot ?? "latest"}${formatPlace(route.object)}`;
  if (route.page === "object") {
    const { object, range } = route;
    return `#/object${formatPlace(object)}${range === null ? "" : `/${range.from}/${range.to}`}`;
  }
  if (route.page === "history" && route.jobId !== null) return `#/history/${encodeURIComponent(route.jobId)}`;
  if (route.page === "settings") return `#/settings/${route.section}`;
  return `#/${route.page}`;
}

function objectRoute(object: ObjectPlace | null, from: number | null, to: number | null): Route {
  if (object === null) return { page: "explorer", snapshot: null, object };
  return { page: "object", object, range: from === null || to === null ? null : { from, to } };
}

function typesIn(segment: string | undefined): { readonly types?: readonly ObjectType[] } {
  const named = segment?.split(",") ?? [];
  const types = objectTypes.filter((type) => named.includes(type));
  return types.length === 0 ? {} : { types };
}

function placeIn(type: string | undefined, id: string | undefined): ObjectPlace | null {
  const known = objectTypes.find((each) => each === type);
  return known === undefined || id === undefined || id === "" ? null : { type: known, id };
}

function formatPlace(place: ObjectPlace | null): string {
  return place === null ? "" : `/${place.type}/${encodeURIComponent(place.id)}`;
}

function numberIn(segment: string | undefined): number | null {
  return segment !== undefined && /^[1-9]\d{0,8}$/u.test(segment) ? Number(segment) : null;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}
