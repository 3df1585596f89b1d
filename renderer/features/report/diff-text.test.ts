import { describe, expect, it } from "vitest";
import { diffText } from "./diff-text.ts";

const group = {
  type: "group",
  id: "g1",
  properties: { displayName: "Sales", b: { z: 1, a: null }, "": "x" },
  links: { members: Array.from({ length: 30_000 }, (_, index) => `member-${index}`) },
} as const;

describe("the text of an object", () => {
  it("has its properties in order and never its members", () => {
    const { text, cut } = diffText(group);
    expect(cut).toBe(false);
    expect(text).not.toContain("member-1");
    expect(JSON.parse(text)).toEqual({ id: "g1", ...group.properties });
    expect(text.indexOf('"a"')).toBeLessThan(text.indexOf('"z"'));
  });

  it("stops at the cap, at the end of a line, and says so", () => {
    const long = { ...group, properties: { notes: Array.from({ length: 1000 }, () => "twenty characters..") } };
    const { text, cut } = diffText(long, 500);
    expect(cut).toBe(true);
    expect(text.length).toBeLessThanOrEqual(500);
    expect(text.endsWith(",")).toBe(true);
  });

  it("is empty where there is no object", () => {
    expect(diffText(null)).toEqual({ text: "", cut: false });
  });
});
