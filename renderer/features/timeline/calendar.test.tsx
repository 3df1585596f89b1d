// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

const now = Date.now();

async function openCalendar(snapshots: number, hash = "") {
  const bridge = showApp({ snapshots, now }, hash);
  const grid = await screen.findByRole("grid", { name: "Calendar of snapshots and changes" });
  return { bridge, grid };
}

/** By their words; asking each of a thousand cells for its role would take seconds. */
function cells(grid: HTMLElement, words: RegExp): readonly HTMLElement[] {
  return [...grid.querySelectorAll<HTMLElement>("td[aria-label]")].filter(({ ariaLabel }) =>
    words.test(ariaLabel ?? ""),
  );
}

function activeCell(grid: HTMLElement): HTMLElement | null {
  return document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");
}

it("opens the report of a day, filtered by its type, by keys alone", async () => {
  const { bridge, grid } = await openCalendar(10);
  await within(grid).findByText("Users");
  grid.focus();
  for (let steps = 0; steps < 20 && !activeCell(grid)?.ariaLabel?.includes(": Users:"); steps += 1)
    fireEvent.keyDown(grid, { key: "ArrowDown" });
  expect(activeCell(grid)?.ariaLabel).toMatch(/: Users: \d+ changed since snapshot \d+: .*modified/u);
  fireEvent.keyDown(grid, { key: "Enter" });
  await screen.findByRole("grid", { name: "Changes" });
  await waitFor(() => expect(lastInput(bridge, "report.page")).toMatchObject({ filter: { types: ["user"] } }));
  expect(window.location.hash).toMatch(/^#\/report\/\d+\/10$/u);
});

it("tells of a day: its snapshots, what changed, who did what of note; and gives the focus back", async () => {
  const { grid } = await openCalendar(10);
  await within(grid).findByText("Roles");
  const [marked] = cells(grid, /role change.* by anna\.becker/u);
  grid.focus();
  fireEvent.click(marked as HTMLElement);
  const day = await screen.findByRole("region", { name: "Day" });
  within(day).getAllByText(/Add member to role, Jonas Weber, Global Administrator/u);
  await waitFor(() => expect(document.activeElement?.tagName).toBe("H3"));
  fireEvent.keyDown(day, { key: "Escape" });
  await waitFor(() => expect(document.activeElement).toBe(grid));
});

it("shows what is partial, missing and unknown as such, in words", async () => {
  const { grid } = await openCalendar(30);
  for (const words of [
    /Groups unknown\. Snapshot \d+ does not hold all of it/u,
    /1 snapshot, partial: not all of the tenant could be read/u,
    /There is no snapshot of this day\./u,
  ])
    await waitFor(() => expect(cells(grid, words)).not.toHaveLength(0));
});

it("asks only for the days on the screen, and for earlier ones when they are", async () => {
  const { bridge, grid } = await openCalendar(400);
  const asked = () => bridge.calls.filter(({ method }) => method === "timeline.changes").length;
  await within(grid).findByText("Users");
  await waitFor(() => expect(cells(grid, /being counted/u)).toHaveLength(0));
  const before = asked();
  expect(before).toBeLessThan(8);
  expect(screen.getAllByRole("checkbox", { name: /^Select snapshot/u })).toHaveLength(20);
  grid.focus();
  const [, start] = /^(.*?): /u.exec(activeCell(grid)?.ariaLabel ?? "") ?? [];
  fireEvent.keyDown(grid, { key: "Home" });
  fireEvent.keyDown(grid, { key: "ArrowLeft" });
  await waitFor(() => expect(activeCell(grid)?.ariaLabel).not.toContain(start));
  await waitFor(() => expect(asked()).toBeGreaterThan(before));
  await press(/^Show 20 earlier of/u);
  expect(screen.getAllByRole("checkbox", { name: /^Select snapshot/u })).toHaveLength(40);
});

it("keeps the list where changes cannot be counted, and offers to try again", async () => {
  const refusal = { code: "VAULT_ALTERED", message: "The vault was altered.", retryable: false } as const;
  showApp({ refuse: { "timeline.changes": refusal } });
  const alert = await screen.findByRole("alert");
  within(alert).getByRole("button", { name: "Try again" });
  await screen.findByRole("checkbox", { name: "Select snapshot 4" });
});

it("leads from each snapshot to the one before it, and into the explorer", async () => {
  const { bridge } = await openCalendar(4);
  await press("Compare with the one before: snapshot 3");
  await screen.findByRole("grid", { name: "Changes" });
  expect(lastInput(bridge, "report.open")).toEqual({ from: 2, to: 3 });
  window.location.hash = "#/timeline";
  await press("Open in the Explorer: snapshot 2");
  await waitFor(() => expect(window.location.hash).toBe("#/explorer/2"));
});
