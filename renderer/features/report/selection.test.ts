import { describe, expect, it } from "vitest";
import { chosenFilter, isTicked, nothingTicked, toggle, toggleIn, withField } from "./selection.ts";

describe("selection", () => {
  it("names ticked objects by id and keeps the attributes that were asked for", () => {
    const selection = toggle(new Set(["a"]), "b");
    expect(chosenFilter({ types: ["user"], name: "x", attributes: ["city"] }, selection)).toEqual({
      ids: ["a", "b"],
      attributes: ["city"],
    });
  });

  it("is the whole filter while nothing or everything is ticked", () => {
    const filter = { types: ["user" as const] };
    expect(chosenFilter(filter, nothingTicked)).toBe(filter);
    expect(chosenFilter(filter, { kind: "all" })).toBe(filter);
  });

  it("ticks and unticks", () => {
    expect(isTicked(toggle(new Set(["a"]), "a"), "a")).toBe(false);
    expect(isTicked({ kind: "all" }, "whatever")).toBe(true);
  });

  it("leaves an emptied list away, since no type at all would match nothing", () => {
    expect(toggleIn({ types: ["user"] }, "types", "user")).toEqual({});
    expect(toggleIn({ types: ["user"] }, "types", "group")).toEqual({ types: ["user", "group"] });
    expect(withField({ name: "x" }, "name", undefined)).toEqual({});
  });
});
