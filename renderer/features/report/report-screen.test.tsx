// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { fakeId, fakeName } from "../../testing/fake-names.ts";
import { lastInput, press, showApp, tick } from "../../testing/show-app.tsx";

async function openReport(rows: number) {
  const bridge = showApp({ rows }, "#/report/3/4");
  const grid = await screen.findByRole("grid", { name: "Changes" });
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  return { bridge, grid };
}

it("holds a hundred thousand changes and draws only those on the screen", async () => {
  const { bridge, grid } = await openReport(100_000);
  expect(grid.getAttribute("aria-rowcount")).toBe("100001");
  expect(within(grid).getAllByRole("row").length).toBeLessThan(60);
  expect(lastInput(bridge, "report.page")).toMatchObject({ offset: 0, limit: 200 });
});

it("moves, ticks and opens by keys alone", async () => {
  const { grid } = await openReport(40);
  grid.focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", " "]) fireEvent.keyDown(grid, { key });
  const active = document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");
  expect(active?.getAttribute("aria-rowindex")).toBe("3");
  expect(active?.getAttribute("aria-selected")).toBe("true");
  await screen.findByRole("button", { name: "Recover 1 selected…" });
  fireEvent.keyDown(grid, { key: "Enter" });
  const pane = await screen.findByRole("region", { name: "Change" });
  await waitFor(() => expect(document.activeElement?.tagName).toBe("H2"));
  fireEvent.keyDown(pane, { key: "Escape" });
  await waitFor(() => expect(document.activeElement).toBe(grid));
});

it("selects all that match, and all but one", async () => {
  const { grid } = await openReport(40);
  fireEvent.keyDown(grid, { key: "a", ctrlKey: true });
  await screen.findByText(/all selected/u);
  fireEvent.keyDown(grid, { key: " " });
  await screen.findByRole("button", { name: "Recover 39 selected…" });
});

it("narrows by type, kind, person and name, and clears it again", async () => {
  const { bridge } = await openReport(40);
  await press(/^\d+ ?Users/u);
  await tick(/^Modified/u);
  await tick(/^hr-connector@contoso.com/u);
  fireEvent.change(screen.getByRole("searchbox", { name: "Search by name" }), { target: { value: "a" } });
  await waitFor(() =>
    expect(lastInput(bridge, "report.page")).toMatchObject({
      filter: { types: ["user"], kinds: ["modified"], actor: "hr-connector@contoso.com", name: "a" },
    }),
  );
  const after = screen.getByLabelText<HTMLInputElement>("At or after");
  fireEvent.change(after, { target: { value: "2026-11-24T21:00" } });
  const since = new Date("2026-11-24T21:00").toISOString();
  await waitFor(() => expect(lastInput(bridge, "report.page")).toMatchObject({ filter: { since, name: "a" } }));
  await press("Clear filters");
  await screen.findByText("40 changes");
  expect(after.value).toBe("");
});

it("B2: marks what is risky in words on its row and in full beside it, and shows that alone to who asks", async () => {
  const { bridge } = await openReport(40);
  const lineOf = (name: string) => screen.queryByText(name)?.closest("[role=row]")?.textContent;
  const [policy, person] = ["Require compliant device 14", "Dilan Berger 17"];
  expect(lineOf(policy)).toContain("RiskyModified");
  expect(lineOf(person)).toContain(`${person}Modified`);
  await tick(/^Risky, \d+$/u);
  await waitFor(() => expect(lastInput(bridge, "report.page")).toMatchObject({ filter: { risky: true } }));
  await waitFor(() => expect(lineOf(person)).toBeUndefined());
  fireEvent.click(screen.getByText(policy));
  const pane = await screen.findByRole("region", { name: "Change" });
  await within(pane).findByText("Risky: access policy");
  await press("Clear filters");
  await waitFor(() => expect(lineOf(person)).toBeDefined());
});

it("says who is unknown and why, and shows ids as names", async () => {
  const { grid } = await openReport(40);
  // Sorted by time: the changes that nobody is known for come last.
  fireEvent.keyDown(grid, { key: "End" });
  fireEvent.keyDown(grid, { key: "Enter" });
  const card = await screen.findByRole("region", { name: "Who changed it" });
  expect(card.textContent).toContain("unknown");
  expect(card.textContent).toContain("audit records of that time had expired");
});

it("shows all changes of the operation that one belongs to", async () => {
  const { bridge, grid } = await openReport(40);
  fireEvent.keyDown(grid, { key: "Enter" });
  await screen.findByRole("region", { name: "Who changed it" });
  const [button] = await screen.findAllByRole("button", { name: "All changes of this operation" });
  fireEvent.click(button as HTMLElement);
  await waitFor(() => expect(screen.getByRole("status").textContent).toMatch(/^[2-4] of 40 changes/u));
  const correlation = ["c0ffee00-0009-4000-8000-000000000000"];
  expect(lastInput(bridge, "report.page")).toMatchObject({ filter: { correlation } });
  screen.getByRole("group", { name: "Operation (correlation)" });
});

it("puts the changes together by operation, and folds them by keys", async () => {
  const { bridge } = await openReport(40);
  await press("Group by");
  fireEvent.click(await screen.findByRole("menuitemradio", { name: "Operation (correlation)" }));
  const tree = await screen.findByRole("treegrid", { name: "Changes" });
  await waitFor(() => expect(lastInput(bridge, "report.page")).toMatchObject({ group: "operation" }));
  const heading = () => tree.querySelector<HTMLElement>("[aria-level='1']");
  const rows = Number(tree.getAttribute("aria-rowcount"));
  expect(heading()?.textContent).toMatch(/^Update .*contoso.com.*[234] changes$/u);
  tree.focus();
  fireEvent.keyDown(tree, { key: "ArrowLeft" });
  await waitFor(() => expect(heading()?.ariaExpanded).toBe("false"));
  expect(Number(tree.getAttribute("aria-rowcount"))).toBeLessThan(rows);
  fireEvent.keyDown(tree, { key: "ArrowDown" });
  fireEvent.keyDown(tree, { key: "ArrowDown" });
  fireEvent.keyDown(tree, { key: " " });
  await screen.findByRole("button", { name: "Recover 1 selected…" });
});

it("shows the columns that a person chose", async () => {
  const { grid } = await openReport(12);
  await press("Columns");
  fireEvent.click(await screen.findByRole("menuitemcheckbox", { name: "Object id", hidden: true }));
  await waitFor(() => within(grid).getByRole("columnheader", { name: "Object id", hidden: true }));
  fireEvent.click(await screen.findByRole("menuitemcheckbox", { name: "Changed by", hidden: true }));
  await waitFor(() =>
    expect(within(grid).queryByRole("columnheader", { name: "Changed by", hidden: true })).toBeNull(),
  );
});

it("keeps the whole of an awkward name in the title and its direction to itself", async () => {
  await openReport(12);
  const name = screen.getByText("مجموعة المبيعات (الشرق الأوسط)");
  expect(name.tagName).toBe("BDI");
  expect(name.title).toContain("مجموعة");
});

it("A13: warns above the changes where they may not be real, and not otherwise", async () => {
  showApp({ rows: 12, warnings: ["One side was read by a person, the other by an application."] }, "#/report/3/4");
  const title = await screen.findByText("Some of these changes may not be real");
  expect(title.parentElement?.textContent).toContain("read by a person, the other by an application.");
  const grid = await screen.findByRole("grid", { name: "Changes" });
  expect(title.compareDocumentPosition(grid) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

it("does not warn of a report that is as it should be", async () => {
  await openReport(12);
  expect(screen.queryByText("Some of these changes may not be real")).toBeNull();
});

it("says that nothing changed", async () => {
  showApp({ rows: 0 }, "#/report/3/4");
  await screen.findByText("Nothing changed");
});

it("names the types that could not be compared", async () => {
  showApp({}, "#/report/2/4");
  await screen.findByText(/Groups: Snapshot 2 does not hold all of it/u);
});

it("saves the filtered report and says where", async () => {
  const { bridge } = await openReport(40);
  await press("Save report");
  fireEvent.click(await screen.findByRole("menuitem", { name: /^CSV/u }));
  await screen.findByText(/contoso-3-to-5\.csv/u);
  expect(lastInput(bridge, "report.save")).toMatchObject({ format: "csv", filter: {} });
});

it("copies what is ticked, or the row, as a table that runs no formula", async () => {
  const { grid } = await openReport(40);
  const copied: string[] = [];
  const writeText = async (text: string) => copied.push(text);
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText } });
  grid.focus();
  fireEvent.keyDown(grid, { key: "c", ctrlKey: true });
  await screen.findByText(/1 change copied/u);
  for (const key of [" ", "ArrowDown", " "]) fireEvent.keyDown(grid, { key });
  await press("Copy");
  await screen.findByText(/2 changes copied/u);
  expect(copied.map((text) => text.split("\n").length)).toEqual([2, 3]);
  expect(copied[1]?.split("\n").map((line) => line.split("\t").length)).toEqual([8, 8, 8]);
  expect(copied[1]).toMatch(/^Object\tType\tChange\t/u);
});

it("prints the changes that are chosen on a sheet of their own", async () => {
  const { grid } = await openReport(40);
  const printed: string[] = [];
  const paper = () => document.querySelector("[data-print]")?.textContent ?? "";
  vi.spyOn(window, "print").mockImplementation(() => void printed.push(paper()));
  grid.focus();
  fireEvent.keyDown(grid, { key: " " });
  await press("Print");
  await waitFor(() => expect(printed).toHaveLength(1));
  expect(printed[0]).toMatch(/^What changed in .*From snapshot 3 .* to snapshot 4 .*1 change\.Object/u);
  fireEvent(window, new Event("afterprint"));
  await waitFor(() => expect(document.querySelector("[data-print]")).toBeNull());
});

it("prints above the changes what could not be compared", async () => {
  showApp({}, "#/report/2/4");
  await screen.findByRole("grid", { name: "Changes" });
  const printed: string[] = [];
  vi.spyOn(window, "print").mockImplementation(
    () => void printed.push(document.querySelector("[data-print]")?.textContent ?? ""),
  );
  await press("Print");
  await waitFor(() => expect(printed[0]).toContain("Groups: Snapshot 2 does not hold all of it"));
});

it("leads from a report without changes further back", async () => {
  showApp({ rows: 0 }, "#/report/3/4");
  await press(/^Look further back: since snapshot 2 /u);
  expect(window.location.hash).toBe("#/report/2/4");
});

it("shows the ids behind names to who asks for them", async () => {
  await openReport(10);
  // Its manager is another person.
  fireEvent.click(await screen.findByText(fakeName("user", 4)));
  const pane = await screen.findByRole("region", { name: "Change" });
  await within(pane).findByText(fakeName("user", 1));
  const ids = () => within(pane).queryAllByText(fakeId("user", 1)).length;
  expect(ids()).toBe(0);
  fireEvent.click(screen.getByRole("switch", { name: "Show ids" }));
  await waitFor(() => expect(ids()).toBe(1));
});

it("closes by mouse what could not be read of a change", async () => {
  const refuse = { "report.change": { code: "INTERNAL", message: "No.", retryable: true } } as const;
  showApp({ rows: 20, refuse }, "#/report/3/4");
  const grid = await screen.findByRole("grid", { name: "Changes" });
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  fireEvent.keyDown(grid, { key: "Enter" });
  const pane = await screen.findByRole("region", { name: "Change" });
  fireEvent.click(await within(pane).findByRole("button", { name: "Dismiss" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Change" })).toBeNull());
});
