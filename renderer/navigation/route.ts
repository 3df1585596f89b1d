export const settingsSections = ["retention", "keys", "copies", "about"] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** Where the window is. Numbers and ids only: an address must not carry a name. */
export type Route =
  | { readonly page: "timeline" }
  | { readonly page: "report"; readonly from: number | null; readonly to: number | "now" }
  | { readonly page: "recovery" }
  | { readonly page: "history"; readonly jobId: string | null }
  | { readonly page: "settings"; readonly section: SettingsSection };

export type PageName = Route["page"];

/** The route that an address's hash names; the timeline for anything unknown. */
export function parseRoute(hash: string): Route {
  const [page, first, second] = hash.replace(/^#\/?/u, "").split("/").map(decodeSegment);
  switch (page) {
    case "report":
      return { page, from: numberIn(first), to: second === "now" ? "now" : (numberIn(second) ?? "now") };
    case "recovery":
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
  if (route.page === "report") return route.from === null ? "#/report" : `#/report/${route.from}/${route.to}`;
  if (route.page === "history" && route.jobId !== null) return `#/history/${encodeURIComponent(route.jobId)}`;
  if (route.page === "settings") return `#/settings/${route.section}`;
  return `#/${route.page}`;
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
