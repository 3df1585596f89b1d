import { expect, it } from "vitest";
import type { ChangeRow } from "../../../preload/contract/views.ts";
import { asTabs } from "./change-table.ts";

const row: ChangeRow = {
  type: "user",
  id: "u1",
  name: "=HYPERLINK(1)\tor\nso",
  kind: "modified",
  risk: "credentials",
  what: ["department"],
  whatCount: 3,
  attribution: { status: "unknown" },
  actor: null,
  at: null,
};

it("keeps one change in one line of eight cells, whatever it is called", () => {
  const [, line] = asTabs([row]).split("\n");
  expect(line?.split("\t")).toEqual([
    "'=HYPERLINK(1) or so",
    "User",
    "Modified",
    "credentials of an application",
    "Department and 2 more",
    "unknown",
    "unknown",
    "u1",
  ]);
});
