import { describe, expect, it } from "vitest";
import type { Route } from "./route.ts";
import { formatRoute, parseRoute } from "./route.ts";

describe("route", () => {
  it.each<Route>([
    { page: "timeline" },
    { page: "report", from: null, to: "now" },
    { page: "report", from: 3, to: "now" },
    { page: "report", from: 3, to: 12 },
    { page: "report", from: 3, to: 12, types: ["user", "group"] },
    { page: "explorer", snapshot: null, object: null },
    { page: "explorer", snapshot: 4, object: null },
    { page: "explorer", snapshot: 4, object: { type: "group", id: "a/b c" } },
    { page: "object", object: { type: "user", id: "a" }, range: null },
    { page: "object", object: { type: "user", id: "a" }, range: { from: 2, to: 9 } },
    { page: "recovery" },
    { page: "history", jobId: null },
    { page: "history", jobId: "a/b c" },
    { page: "settings", section: "retention" },
    { page: "settings", section: "keys" },
  ])("comes back from the address: %o", (route) => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it.each(["", "#", "#/nowhere", "#/%E0%A4%A"])("leads to the timeline from %s", (hash) => {
    expect(parseRoute(hash)).toEqual({ page: "timeline" });
  });

  it.each(["#/settings", "#/settings/secrets"])("shows the first of the settings for %s", (hash) => {
    expect(parseRoute(hash)).toEqual({ page: "settings", section: "retention" });
  });

  it.each(["#/explorer/none/printer/a", "#/object", "#/object/printer/a/1/2", "#/object/user"])(
    "shows the latest snapshot's list for %s",
    (hash) => {
      expect(parseRoute(hash)).toEqual({ page: "explorer", snapshot: null, object: null });
    },
  );

  it("takes no number that is none", () => {
    expect(parseRoute("#/report/0/1e9")).toEqual({ page: "report", from: null, to: "now" });
  });
});
