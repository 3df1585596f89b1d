import { expect, it } from "vitest";
import { findingsIn } from "./electronegativity-findings.ts";

/** As electronegativity 1.10.3 writes it. */
const result = (ruleId: string, uri: string, startLine: number) => ({
  ruleId,
  level: "warning",
  message: { text: "what it says of it" },
  locations: [
    { physicalLocation: { artifactLocation: { uri }, region: { startLine, startColumn: 3, charLength: 20 } } },
  ],
});
const files: Readonly<Record<string, readonly string[]>> = {
  "main/a.js": ["import x;", "\tawait shell.openExternal(url);"],
};
const lineOf = (file: string, line: number) => files[file]?.[line - 1] ?? "";

it("shows of each finding the line that it is about", () => {
  const results = [result("OPEN_EXTERNAL_JS_CHECK", "main/a.js", 2), result("CSP_GLOBAL_CHECK", "file:///", 1)];
  expect(findingsIn(JSON.stringify({ runs: [{ tool: {}, results }] }), lineOf)).toEqual([
    { issue: "OPEN_EXTERNAL_JS_CHECK", sample: "await shell.openExternal(url);" },
    { issue: "CSP_GLOBAL_CHECK", sample: "N/A" },
  ]);
});

it.each(["", "[]", '{"runs":[{}]}'])("takes %j for no report, and not for one without findings", (report) => {
  expect(() => findingsIn(report, lineOf)).toThrow();
});
