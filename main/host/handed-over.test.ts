import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { formatRoute, parseRoute } from "../../renderer/navigation/route.ts";
import { handedOver } from "./handed-over.ts";
import { parseLink } from "./parse-link.ts";

describe("links", () => {
  it.each([
    ["reinstate://timeline", "#/timeline"],
    ["reinstate://timeline/", "#/timeline"],
    ["reinstate://explorer/4", "#/explorer/4"],
    ["reinstate://report/3/12", "#/report/3/12"],
    ["reinstate://report/3/now", "#/report/3/now"],
    ["reinstate://recovery", "#/recovery"],
    ["reinstate://history", "#/history"],
    ["reinstate://settings/schedule", "#/settings/schedule"],
  ])("%s opens a screen that the window knows", (link, address) => {
    expect(parseLink(link)).toBe(address);
    expect(formatRoute(parseRoute(address))).toBe(address);
  });

  it.each([
    "",
    "reinstate:",
    "reinstate:timeline",
    "reinstate:///timeline",
    "reinstate:\\\\timeline",
    "REINSTATE://timeline",
    "reinstate://TIMELINE",
    "reinstate://timeline?then=apply",
    "reinstate://timeline#/recovery",
    "reinstate://timeline#",
    "reinstate://timeline?",
    "reinstate://admin@timeline",
    "reinstate://admin:secret@timeline",
    "reinstate://timeline:80",
    "reinstate://timeline/../recovery",
    "reinstate://timeline/%2e%2e/recovery",
    "reinstate://timeline//",
    "reinstate://report/0/now",
    "reinstate://report/-1/now",
    "reinstate://report/1/2/3",
    "reinstate://report/1e3/now",
    "reinstate://report/9999999999/now",
    "reinstate://explorer/4/user/8b3c8a0e-1111-4222-8333-944444444444",
    "reinstate://history/job-1",
    "reinstate://recovery/apply",
    "reinstate://apply",
    "reinstate://incident",
    "reinstate://session.lock",
    "reinstate://settings",
    "reinstate://settings/schedule/off",
    "reinstate://settings/%73chedule",
    "reinstate://settings/__proto__",
    "reinstate://timeline\n--vault=/evil",
    "reinstate://timeline --vault /evil",
    " reinstate://timeline",
    "reinstate://timeline\u0000",
    "reinstate://tіmeline",
    "reinstate://<script>alert(1)</script>",
    `reinstate://settings/${"a".repeat(5000)}`,
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://reinstate/timeline",
    "app://reinstate/",
  ])("%j opens nothing", (link) => {
    expect(parseLink(link)).toBeUndefined();
  });
});

describe("what is handed over", () => {
  const folder = resolve("/home/ann");

  it.each([
    [["reinstate://timeline"], { kind: "screen", address: "#/timeline" }],
    [["--", "reinstate://timeline"], { kind: "screen", address: "#/timeline" }],
    [["--hidden", "reinstate://history"], { kind: "screen", address: "#/history" }],
    [["tenant.age"], { kind: "export", path: join(folder, "tenant.age") }],
    // As GNOME does it.
    [
      ["--", pathToFileURL(join(folder, "Müller & 100 %.age")).href],
      { kind: "export", path: join(folder, "Müller & 100 %.age") },
    ],
    [["--", "../tenant.AGE"], { kind: "export", path: resolve(folder, "../tenant.AGE") }],
  ])("%j is opened", (args, expected) => {
    expect(handedOver(args, folder)).toEqual(expected);
  });

  it.each([
    [[]],
    [["--vault=/evil"]],
    [["--vault", "/evil"]],
    [["capture"]],
    // A link that was made to bring more with it: what stands behind it counts for nothing.
    [["reinstate://nowhere", "tenant.age"]],
    [["reinstate://nowhere", "reinstate://timeline"]],
    [["reinstate://x", "\\\\evil\\share\\tenant.age"]],
    [["\\\\evil\\share\\tenant.age"]],
    [["//evil/share/tenant.age"]],
    [["smb://evil/tenant.age"]],
    [["file://evil/share/tenant.age"]],
    [["file:////evil/share/tenant.age"]],
    [["file:///%2fevil/share/tenant.age"]],
    [["file:///home/ann/tenant.age%00.exe"]],
    [["file:///home/ann/x%00.age"]],
    [["file:///home/ann/tenant.exe?.age"]],
    [["file:///home/ann/tenant.exe#.age"]],
    [["tenant.age\u0000.exe"]],
    [["tenant.age.exe"]],
    [["reinstate://x/tenant.age"]],
  ])("%j opens nothing", (args) => {
    expect(handedOver(args, folder)).toBeUndefined();
  });
});
