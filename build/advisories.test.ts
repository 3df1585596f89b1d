import { expect, it } from "vitest";
import { findingsIn, isGrave, readAuditReport } from "./advisories.ts";

/** As `npm audit --json` of npm 7 and later prints it. */
const printed = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    tool: { name: "tool", severity: "critical", via: [], nodes: ["node_modules/tool"] },
    zod: { name: "zod", severity: "high", via: [], nodes: ["node_modules/other/node_modules/zod", "node_modules/zod"] },
    react: { name: "react", severity: "moderate", via: [], nodes: ["node_modules/react"] },
  },
});
const shipped = new Set(["node_modules/zod", "node_modules/react", "node_modules/electron"]);

it("stops at what is high or critical in what ships, and at nothing else", () => {
  const report = readAuditReport(printed);
  const found = report === undefined ? [] : findingsIn(report, shipped);
  expect(found.map(({ name, ships }) => [name, ships])).toEqual([
    ["zod", true],
    ["react", true],
    ["tool", false],
  ]);
  expect(found.filter(isGrave).map(({ name }) => name)).toEqual(["zod"]);
});

it.each([
  ["a registry that answers no such question", '{"message":"405 Method Not Allowed - POST","method":"POST"}'],
  ["no network", '{"error":{"code":"ENOTFOUND","summary":"request failed"}}'],
  ["nothing", ""],
  ["an npm of another age", '{"advisories":{},"actions":[]}'],
])("takes %s for no answer", (_what, text) => {
  expect(readAuditReport(text)).toBeUndefined();
});
