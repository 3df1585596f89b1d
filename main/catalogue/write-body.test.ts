import { describe, expect, it } from "vitest";
import { each, fact, keyed, reference, set, structure, text, value } from "./property-rules.ts";
import { bodyValue, createBody, isBlank, namesToWrite, same, updateBody } from "./write-body.ts";

const rules = {
  name: text({ notClearable: true }),
  note: text(),
  list: set(),
  block: structure({ list: set(), note: text(), made: fact(), strength: reference() }),
  roles: keyed("id", { ...each(["text"], text()), on: value() }),
  made: fact(),
};

describe("bodies", () => {
  it.each([
    ["", null],
    [null, null],
    [undefined, null],
    ["x", "x"],
  ])("text %j is sent as %j", (promised, sent) => {
    expect(bodyValue(rules.note, promised, "now")).toBe(sent);
  });

  it.each([
    [[], []],
    [null, []],
    [undefined, []],
    [["x"], ["x"]],
  ])("collection %j is sent as %j", (promised, sent) => {
    expect(bodyValue(rules.list, promised, ["now"])).toEqual(sent);
  });

  it("clears what a block has now and had not then", () => {
    const expected = { list: ["u1"], note: "now", strength: { id: "s1" } };
    expect(bodyValue(rules.block, {}, expected)).toEqual({ list: [], note: null, strength: null });
  });

  it("leaves out annotations and read-only parts, keeps @odata.type, and sends references by id", () => {
    const promised = {
      "@odata.type": "#t",
      "list@odata.context": "noise",
      "#microsoft.graph.restore": {},
      made: "2026-01-01",
      strength: { id: "s1", displayName: "Strong" },
    };
    expect(bodyValue(rules.block, promised, {})).toEqual({ "@odata.type": "#t", strength: { id: "s1" } });
  });

  it("keeps an unknown part that says something on either side, and no other", () => {
    const promised = { fresh: ["x"], gone: null, idle: null, empty: [] };
    expect(bodyValue(rules.block, promised, { gone: ["y"] })).toEqual({ fresh: ["x"], gone: null });
  });

  it("writes what differs by the allow-list only", () => {
    const promised = { name: "n", note: "then", list: [], made: "then", unknown: 1 };
    const expected = { name: "n", note: "now", list: ["x"], made: "now", unknown: 2, roles: [{ id: "r" }] };
    const names = namesToWrite(rules, "patch", promised, expected);
    expect(updateBody(rules, names, promised, expected)).toEqual({ note: "then", list: [], roles: [] });
  });

  it("does not clear what cannot be cleared", () => {
    expect(namesToWrite(rules, "patch", { name: null }, { name: "now" })).toEqual([]);
  });

  it("makes a body without anything that is not set", () => {
    const properties = {
      name: "n",
      note: "",
      list: [],
      block: { list: [], note: null },
      roles: [{ id: "r", text: null }],
    };
    expect(createBody(rules, Object.keys(rules), properties)).toEqual({ name: "n", roles: [{ id: "r" }] });
  });

  it("keeps awkward names apart from inherited ones", () => {
    const promised = JSON.parse('{"__proto__": ["x"], "constructor": "c"}');
    const body = bodyValue(rules.block, promised, {});
    expect(JSON.stringify(body)).toBe('{"__proto__":["x"],"constructor":"c"}');
  });

  it.each([
    [{ a: 1, b: [1] }, { b: [1], a: 1 }, true],
    [{ a: null }, {}, false],
    [[], {}, false],
    [[1, 2], [2, 1], false],
  ])("%j and %j are the same: %s", (left, right, answer) => {
    expect(same(left, right)).toBe(answer);
  });

  it("takes an object of nothing for nothing", () => {
    expect(isBlank({ "@odata.type": "#t", list: [], "x@odata.context": "c" })).toBe(true);
    expect(isBlank({ on: false })).toBe(false);
  });
});
