// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { fakeId, fakeName } from "../../testing/fake-names.ts";
import { lastInput, press, pressWhenOn, showApp } from "../../testing/show-app.tsx";

const place = (type: "user" | "group", index: number) => `${type}/${fakeId(type, index)}`;

async function openList(options: Parameters<typeof showApp>[0] = {}, hash = "#/explorer") {
  const bridge = showApp(options, hash);
  const grid = await screen.findByRole("grid", { name: "Objects" });
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  return { bridge, grid };
}

function search(name: string, text: string): void {
  fireEvent.change(screen.getByRole("searchbox", { name }), { target: { value: text } });
}

it("begins with the latest snapshot, counts each type, and draws only the rows on the screen", async () => {
  const { bridge, grid } = await openList({ users: 100_000 });
  expect(lastInput(bridge, "explorer.list")).toEqual({ snapshot: 4, text: "", offset: 0, limit: 200 });
  expect(within(grid).getAllByRole("row").length).toBeLessThan(60);
  expect(screen.getByRole("button", { name: /^Users/u }).textContent).toContain("100,000");
});

it("chooses a type, searches in it, and offers what other types have", async () => {
  const { bridge } = await openList();
  await press(/^Groups/u);
  await screen.findByRole("grid", { name: "Groups" });
  search("Search this snapshot", "user7@");
  await screen.findByText("Nothing in this snapshot is called that");
  expect(lastInput(bridge, "explorer.list")).toMatchObject({ types: ["group"], text: "user7@" });
  await press("Show 1 of other types");
  const grid = await screen.findByRole("grid", { name: "Objects" });
  await within(grid).findByText(fakeName("user", 7));
});

it("opens an object by keys, and comes back to the row with its search", async () => {
  const { bridge } = await openList();
  search("Search this snapshot", "berger");
  await waitFor(() => expect(lastInput(bridge, "explorer.list")).toMatchObject({ text: "berger" }));
  const grid = await screen.findByRole("grid", { name: "Objects" });
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  for (const key of ["ArrowDown", "ArrowDown", "Enter"]) fireEvent.keyDown(grid, { key });
  await screen.findByRole("table", { name: "Attributes" });
  expect(document.activeElement?.tagName).toBe("H1");
  await press("Back to the list");
  const again = await screen.findByRole("grid", { name: "Objects" });
  await waitFor(() => expect(document.activeElement).toBe(again));
  expect((screen.getByRole("searchbox", { name: "Search this snapshot" }) as HTMLInputElement).value).toBe("berger");
  const active = document.getElementById(again.getAttribute("aria-activedescendant") ?? "");
  expect(active?.getAttribute("aria-rowindex")).toBe("4");
});

it("says that a type was not read to the end, and that a snapshot is not there", async () => {
  await openList({}, "#/explorer/2");
  await press(/^Groups/u);
  await screen.findByText("Groups were not read to the end");
  window.location.hash = "#/explorer/99";
  await screen.findByText("Snapshot 99 is not there");
  await press("Open the latest snapshot");
  await screen.findByText(/What snapshot 4 holds/u);
});

it("sends somebody without snapshots to the timeline", async () => {
  showApp({ snapshots: 0 }, "#/explorer");
  await screen.findByText("No snapshot yet");
});

it("shows names for ids and ids on demand, empty attributes on demand, and unknown ones with the reason", async () => {
  showApp({}, `#/explorer/4/${place("user", 6)}`);
  const table = await screen.findByRole("table", { name: "Attributes" });
  const group = within(table).getByRole("row", { name: /^Included groups.*conditions\.users\.includeGroups/u });
  expect(group.textContent).toContain(fakeName("group", 0));
  fireEvent.click(screen.getByRole("switch", { name: "Ids instead of names" }));
  expect(group.textContent).toContain(fakeId("group", 0));
  expect(within(table).queryByRole("row", { name: /Job title/u })).toBeNull();
  fireEvent.click(screen.getByRole("switch", { name: /^Empty attributes/u }));
  expect(within(table).getByRole("row", { name: /Job title/u }).textContent).toContain("empty");
  const unknown = screen.getByRole("region", { name: "Unknown parts" });
  expect(unknown.textContent).toContain("Password profileIt can never be read");
  for (const [typed, found] of [
    ["included groups", true],
    ["includeGroups", true],
    ["excluded roles", false],
  ] as const) {
    fireEvent.change(screen.getByRole("searchbox", { name: "Find an attribute" }), { target: { value: typed } });
    expect(within(table).queryByRole("row", { name: /^Included groups/u }) !== null).toBe(found);
  }
});

it("copes with a group of a hundred thousand members, and opens one of them", async () => {
  const bridge = showApp({ members: 100_000 }, `#/explorer/4/${place("group", 1)}`);
  fireEvent.click(await screen.findByRole("tab", { name: "Members (100,000)" }));
  const grid = await screen.findByRole("grid", { name: "Members" });
  expect(grid.getAttribute("aria-rowcount")).toBe("100001");
  expect(within(grid).getAllByRole("row").length).toBeLessThan(60);
  await within(grid).findByText("Not in this snapshot");
  search("Search in Members", "user77@");
  await screen.findByText("1 of 100,000 entries");
  fireEvent.keyDown(screen.getByRole("grid", { name: "Members" }), { key: "Enter" });
  await screen.findByRole("heading", { level: 1, name: fakeName("user", 77) });
  expect(lastInput(bridge, "explorer.object")).toEqual({ snapshot: 4, type: "user", id: fakeId("user", 77) });
});

it("compares with another snapshot, the earlier one first, and puts the change back through the wizard", async () => {
  const bridge = showApp({}, `#/explorer/3/${place("user", 0)}`);
  await press("Compare with another time");
  fireEvent.click(await screen.findByRole("menuitem", { name: /^#1/u }));
  const pane = await screen.findByRole("region", { name: "Change" });
  await within(pane).findByRole("row", { name: /Department/u });
  expect(lastInput(bridge, "object.compare")).toEqual({ type: "user", id: fakeId("user", 0), from: 1, to: 3 });
  await press("Recover this change…");
  await screen.findByRole("heading", { name: "Choose what to put back" });
  await screen.findByText(/out of 1 object that you ticked/u);
  expect(lastInput(bridge, "report.open")).toEqual({ from: 1, to: 3 });
});

it("reads the tenant once to put an object back, and begins with just that object", async () => {
  const bridge = showApp({}, `#/explorer/3/${place("user", 0)}`);
  await screen.findByRole("table", { name: "Attributes" });
  await press("Put it back as it was here…");
  await screen.findByRole("heading", { name: "Choose what to put back" });
  await pressWhenOn("Make the plan");
  await screen.findByRole("heading", { name: /Review the plan/u });
  expect(lastInput(bridge, "plan.make")).toMatchObject({ snapshot: 3, filter: { ids: [fakeId("user", 0)] } });
  expect(
    bridge.calls.filter(({ method, input }) => method === "report.open" && JSON.stringify(input).includes("now")),
  ).toHaveLength(1);
});

it("puts nothing back while nobody is signed in, and says why", async () => {
  const bridge = showApp({ signedIn: false }, `#/explorer/3/${place("user", 0)}`);
  await screen.findByRole("table", { name: "Attributes" });
  await press("Put it back as it was here…");
  expect(lastInput(bridge, "report.open")).toBeUndefined();
});

it("shows the moments of an object with who and what, and what is not known in its place", async () => {
  showApp({}, `#/object/${place("user", 0)}`);
  const moments = await screen.findByRole("list", { name: "Moments" });
  const lines = within(moments)
    .getAllByRole("listitem")
    .map((item) => item.textContent ?? "");
  expect(lines[0]).toMatch(/Snapshot 3 → 4.*Department.*hr-connector@contoso\.com/u);
  expect(lines[1]).toMatch(/Snapshot 1 → 3/u);
  expect(lines[2]).toMatch(/Not known between snapshot 1 .* and snapshot 3 .*Snapshot 2 does not hold all of it/u);
  expect(lines[3]).toMatch(/First seen in snapshot 1/u);
});

it("opens a moment's change by keyboard, and Escape gives the focus back", async () => {
  showApp({}, `#/object/${place("user", 0)}`);
  const [moment] = await screen.findAllByRole("button", { name: /Snapshot 3 → 4/u });
  moment?.focus();
  fireEvent.click(moment as HTMLElement);
  const pane = await screen.findByRole("region", { name: "Change" });
  await waitFor(() => expect(document.activeElement?.tagName).toBe("H2"));
  expect(moment?.getAttribute("aria-current")).toBe("true");
  fireEvent.keyDown(pane, { key: "Escape" });
  await waitFor(() => expect(document.activeElement).toBe(moment));
});

it("tells a comparison that is not known from one where nothing changed", async () => {
  showApp({}, `#/object/${place("user", 0)}/3/3`);
  await screen.findByText("Nothing changed in it");
  window.location.hash = `#/object/${place("user", 0)}/2/2`;
  await screen.findByText("It is not known whether it changed");
});

it("leads from a change in the report to the history of its object", async () => {
  const bridge = showApp({ rows: 12 }, "#/report/3/4");
  const grid = await screen.findByRole("grid", { name: "Changes" });
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  fireEvent.keyDown(grid, { key: "Enter" });
  await press("History of this object");
  await screen.findByRole("list", { name: "Moments" });
  expect(lastInput(bridge, "object.compare")).toMatchObject({ from: 3, to: 4 });
});
