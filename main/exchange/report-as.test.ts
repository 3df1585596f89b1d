import { parse } from "csv-parse/sync";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import type { Change } from "../../preload/contract/change.ts";
import type { ChangeRow } from "../../preload/contract/views.ts";
import { recordOf } from "./record-for-tests.ts";
import { type ReportContent, reportAs } from "./report-as.ts";

const nasty = `O’Brien’s "team" – <img src=x onerror=alert(1)> & 50 %`;

function change(more: Partial<Change> = {}): Change {
  return {
    type: "user",
    id: "u1",
    name: nasty,
    kind: "modified",
    attributes: [
      { path: "department", before: nasty, after: null },
      { path: "city", after: "" },
    ],
    links: [{ link: "manager", added: ["m2"], removed: ["m1"] }],
    attribution: {
      status: "known",
      events: [
        {
          actor: "eve@contoso.com",
          at: "2026-01-01T12:00:00Z",
          activity: "Update user",
          address: "192.0.2.1",
          client: "curl/8",
          correlationId: "c0ffee",
          signIn: { at: "2026-01-01T11:50:00Z", application: "Azure Portal", device: null, place: "Bergen, NO" },
          paths: ["department"],
        },
      ],
      reason: "No record names city, manager.",
    },
    ...more,
  };
}

function content(changes: readonly Change[], more: Partial<ReportContent> = {}): ReportContent {
  return { tenantName: "Contoso <b>", from: recordOf(1), to: recordOf(2), changes, unknown: [], warnings: [], ...more };
}

const textOf = (format: Parameters<typeof reportAs>[0], given: ReportContent) => [...reportAs(format, given)].join("");

describe("what could not be compared", () => {
  const reason = `Snapshot 2 does not hold all of it: ${"it is long ".repeat(20)}and this is the end.`;
  const unknown = [{ type: "group", reason }] as const;

  test("is told to its end in a narrow terminal, and nothing is said to be the same that is not known", () => {
    const text = textOf("table", content([], { unknown, width: 60 }));
    expect(text.replaceAll(/\s+/gu, " ")).toContain(`Not known in full: groups. ${reason} Nothing differs in what`);
    expect(textOf("html", content([], { unknown }))).toContain("Nothing differs in what is known (1 type");
    expect(textOf("table", content([]))).toContain("Nothing differs.\n");
  });

  test("C34: is said in every form of what may lie in a recycle bin that was not read", () => {
    const gone = change({ kind: "removed", binUnread: true, attributes: [], links: [] });
    for (const format of ["table", "html", "csv"] as const)
      expect(textOf(format, content([gone]))).toContain(
        "It is gone; it may lie in the recycle bin, which was not read.",
      );
    expect(JSON.parse(textOf("json", content([gone])))).toMatchObject({ changes: [{ binUnread: true }] });
  });

  test("is a row of the table of changes, without an id that anybody would take for an object's", () => {
    const rows = parse(textOf("csv", content([change()], { unknown })), { bom: true, columns: true }) as object[];
    const blank = Object.fromEntries(Object.keys(rows[0] ?? {}).map((column) => [column, ""]));
    expect(rows[0]).toEqual({ ...blank, type: "group", kind: "unknown", reason });
    expect(rows[1]).toMatchObject({ type: "user", id: "u1", kind: "modified" });
  });
});

describe("html", () => {
  const page = (given: ReportContent) => new JSDOM(textOf("html", given)).window.document;

  test("B14: values come through exactly, and nothing of them becomes markup", () => {
    const document = page(content([change()]));
    expect(document.querySelector("h1")?.textContent).toBe("What changed in Contoso <b>");
    expect(document.querySelector("h3")?.textContent).toBe(`modified${nasty}`);
    expect(document.querySelectorAll("img, script, b").length).toBe(0);
    const cells = [...document.querySelectorAll("article tbody tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(cells).toEqual([
      ["department", nasty, "empty"],
      ["city", "not set", "empty text"],
      ["manager", "m1", "m2"],
    ]);
  });

  test("counts, names, who and when, and what is unknown", () => {
    const unknown = [{ type: "group", reason: "Snapshot 2 does not hold all of it." }] as const;
    const document = page(
      content([change(), change({ kind: "added", attributes: [], links: [] })], {
        unknown,
        names: { m1: { name: "Max", type: "user" } },
      }),
    );
    const text = document.body.textContent ?? "";
    for (const part of [
      "Max (m1)",
      "eve@contoso.com from 192.0.2.1",
      "Snapshot 2 does not hold all of it.",
      "2 changed objects",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("who did it with all that is known of it, and what nobody is known for, by name", () => {
    const e5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
    const { events } = change().attribution;
    const [event] = events.map((each) => ({ ...each, paths: [`assignedLicenses[${e5}]`] }));
    const reason = `No record names assignedLicenses[${e5}].disabledPlans.`;
    const attribution = { status: "known", events: event === undefined ? [] : [event], reason } as const;
    const text = page(
      content([change({ attribution })], { names: { [e5]: { name: "SPE_E5", type: "subscribedSku" } } }),
    ).body.textContent;
    expect(text).toContain(
      "Update user: assignedLicenses[SPE_E5] (with curl/8; signed in 2026-01-01T11:50:00Z to Azure Portal, Bergen, NO; correlation id c0ffee)",
    );
    expect(text).toContain("No record names assignedLicenses[SPE_E5].disabledPlans.");
  });

  test("A13: warns before the first change, and has no such heading otherwise", () => {
    const text = page(content([change()], { warnings: ["Read by <a person>."] })).body.textContent ?? "";
    expect(text.indexOf("Read by <a person>.")).toBeGreaterThan(text.indexOf("Before you read on"));
    expect(text.indexOf("Read by <a person>.")).toBeLessThan(text.indexOf("1 changed objects"));
    expect(page(content([change()])).body.textContent).not.toContain("Before you read on");
  });

  test("is complete in itself and readable without sight", () => {
    const document = page(content([change()]));
    expect(document.documentElement.lang).toBe("en");
    expect(document.querySelectorAll("[src], [href], [onclick], script, link").length).toBe(0);
    expect(
      [...document.querySelectorAll("table")].every((table) => table.caption && table.querySelector("th[scope]")),
    ).toBe(true);
    expect(document.querySelector("meta[http-equiv]")?.getAttribute("content")).toContain("default-src 'none'");
  });

  test("a hundred thousand changes never are one string", () => {
    const one = change();
    const many = Array.from({ length: 100_000 }, () => one);
    let [parts, longest] = [0, 0];
    for (const part of reportAs("html", content(many))) {
      parts += 1;
      longest = Math.max(longest, part.length);
    }
    expect(parts).toBeGreaterThan(100);
    expect(longest).toBeLessThan(200_000);
  });
});

describe("csv", () => {
  const rows = (changes: readonly Change[]) =>
    parse(textOf("csv", content(changes)), { bom: true, columns: true }) as readonly Record<string, string>[];

  test("a row an attribute and link, exactly", () => {
    const [first, second, third] = rows([change()]);
    expect(first).toMatchObject({ what: "department", before: nasty, after: "null", actor: "eve@contoso.com" });
    expect(first).toMatchObject({ client: "curl/8", correlationId: "c0ffee", through: "" });
    expect(first?.signIn).toBe("signed in 2026-01-01T11:50:00Z to Azure Portal, Bergen, NO");
    expect(second).toMatchObject({ what: "city", actor: "", reason: "No record names city, manager." });
    expect(third).toMatchObject({ what: "manager", before: '["m1"]', after: '["m2"]' });
  });

  test("an object that came or went has one row of its own", () => {
    expect(rows([change({ kind: "removed", attributes: [], links: [] })])).toMatchObject([
      { kind: "removed", what: "" },
    ]);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"])("no cell is a formula: %j", (formula) => {
    const [row] = rows([change({ name: formula, attributes: [{ path: "city", after: formula }], links: [] })]);
    expect(row?.after?.[0]).toBe("'");
    expect(row?.after?.endsWith(formula)).toBe(true);
    expect(row?.name?.[0]).toBe("'");
  });
});

test("json is the diff document", () => {
  const document = JSON.parse(textOf("json", content([change(), change({ id: "u2" })])));
  const changes = ["u1", "u2"].map((id) => ({ ...change({ id }), risk: null }));
  expect(document).toEqual({ from: 1, to: 2, unknown: [], warnings: [], changes });
  expect(JSON.parse(textOf("json", content([]))).changes).toEqual([]);
});

describe("table", () => {
  test("A13: a warning is told to its end, in lines that fit", () => {
    const warning = `Read by a person of a long name: ${"x".repeat(50)}. Look twice.`;
    const lines = textOf("table", content([], { warnings: [warning], width: 40 })).split("\n");
    expect(lines.every((line) => line.length <= 40)).toBe(true);
    expect(lines.join("").replaceAll(" ", "")).toContain(`Warning:${warning}`.replaceAll(" ", ""));
  });

  test("no line is wider than the terminal, and no name moves its cursor", () => {
    const loud = change({ name: `\u001b[31mred\u202e ${"東京".repeat(40)}`, links: [] });
    const text = textOf("table", content([loud], { width: 60 }));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u001b\u202e]/);
    for (const line of text.split("\n"))
      expect([...line].reduce((sum, each) => sum + (each > "\u2e80" ? 2 : 1), 0)).toBeLessThanOrEqual(60);
  });

  test("groups by type, says both sides, counts long lists", () => {
    const members = Array.from({ length: 9 }, (_, index) => `m${index}`);
    const group = change({
      type: "group",
      id: "g1",
      name: "G",
      attributes: [],
      links: [{ link: "members", added: members, removed: [] }],
    });
    const text = textOf("table", content([group, change()]));
    expect(text.indexOf("users (1)")).toBeLessThan(text.indexOf("groups (1)"));
    for (const part of [
      "city: not set → empty text",
      "members + m4",
      "members + 4 more",
      "by eve@contoso.com from 192.0.2.1",
      "by unknown: No record names",
    ]) {
      expect(text).toContain(part);
    }
    expect(textOf("table", content([]))).toContain("Nothing differs.");
  });

  test.each(["table", "html"] as const)("says with no change how far that goes (%s)", (format) => {
    const reason = "Snapshot 2 did not ask for it.";
    const one = content([], { unknown: [{ type: "group", reason }] });
    expect(textOf(format, one)).toContain("Nothing differs in what is known (1 type is not known in full).");
    const two = content([], { unknown: [...one.unknown, { type: "namedLocation", reason }] });
    expect(textOf(format, two)).toContain("Nothing differs in what is known (2 types are not known in full).");
    expect(textOf(format, two).split(reason)).toHaveLength(2);
  });
});

describe("B2: an account that was excluded from a policy", () => {
  const excluded = change({
    type: "conditionalAccessPolicy",
    attributes: [{ path: "conditions.users.excludeUsers", before: [], after: ["u9"] }],
    links: [],
  });

  test("is called risky in every form, and what is not is not", () => {
    const both = content([excluded, change()]);
    const { changes } = JSON.parse(textOf("json", both)) as { changes: readonly Pick<ChangeRow, "risk">[] };
    expect(changes.map(({ risk }) => risk)).toEqual(["policies", null]);
    const rows = parse(textOf("csv", both), { bom: true, columns: true }) as readonly Record<string, string>[];
    expect(rows.map(({ risk }) => risk)).toEqual(["policies", "", "", ""]);
    expect(textOf("table", both).match(/^ {4}risky: .*$/gmu)).toEqual(["    risky: access policy"]);
    const html = new JSDOM(textOf("html", both)).window.document;
    const marked = [...html.querySelectorAll("article")].map(
      (each) => /Risky: [a-z ]+/u.exec(each.textContent ?? "")?.[0],
    );
    expect(marked).toEqual([undefined, "Risky: access policy"]);
    expect(html.body.textContent).toContain("2 changed objects by type and kind, 1 of them risky");
  });
});
