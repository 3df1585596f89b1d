// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

const now = Date.now();
const zone = new Intl.DateTimeFormat(undefined, { timeZoneName: "short" });

function zoneOf(moment: number): string {
  return zone.formatToParts(moment).find(({ type }) => type === "timeZoneName")?.value ?? "";
}

async function openRoom() {
  const bridge = showApp({ now });
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
  await press("Incident room");
  await screen.findByRole("heading", { level: 1, name: "What we know" });
  return bridge;
}

it("is left only after a question", async () => {
  const bridge = await openRoom();
  expect(screen.getByRole("region", { name: "Incident room" })).toBeTruthy();
  await press("Leave… (F8)");
  await screen.findByRole("alertdialog", { name: "Leave the incident room?" });
  expect(bridge.calls.some(({ method }) => method === "incident.leave")).toBe(false);
  // Fluent hides the dialog from screen readers where nothing is ever drawn; the journey looks at it in a browser.
  fireEvent.click(screen.getByRole("button", { name: "Leave and show names", hidden: true }));
  await screen.findByRole("heading", { level: 1, name: "Incident room" });
  expect(lastInput(bridge, "incident.leave")).toEqual({ confirmed: true });
  expect(screen.queryByRole("region", { name: "Incident room" })).toBeNull();
});

it("is entered without Fluent's keeper of focus ending, which would leave what a dialog hid from screen readers hidden", async () => {
  const keeper = () => Reflect.get(window, "__tabsterInstance");
  showApp({ now });
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
  const first = keeper();
  expect(first).toBeTypeOf("object");
  await press("Incident room");
  await screen.findByRole("heading", { level: 1, name: "What we know" });
  expect(keeper()).toBe(first);
});

it("logs decisions with time and name, and strikes out what was withdrawn instead of erasing it", async () => {
  await openRoom();
  fireEvent.change(await screen.findByRole("textbox", { name: "Another decision" }), {
    target: { value: "Block sign-in of Person 4F2-A7QM" },
  });
  await press("Log this decision");
  const log = await screen.findByRole("list", { name: "Decisions" });
  await within(log).findByText("Block sign-in of Person 4F2-A7QM");
  expect(within(log).getByText(/Person 9B1-XXXX/u)).toBeTruthy();
  await press("Withdraw: Block sign-in of Person 4F2-A7QM");
  await within(log).findByText(/withdrawn/u);
  expect(within(log).getByText("Block sign-in of Person 4F2-A7QM")).toBeTruthy();
});

it("keeps what is half written while somebody looks something up, and forgets it once it is logged", async () => {
  await openRoom();
  const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Another decision" });
  fireEvent.change(await field(), { target: { value: "Policies first, then" } });
  await lookElsewhere();
  expect((await field()).value).toBe("Policies first, then");
  await press("Log this decision");
  await within(await screen.findByRole("list", { name: "Decisions" })).findByText("Policies first, then");
  await lookElsewhere();
  expect((await field()).value).toBe("");
});

async function lookElsewhere(): Promise<void> {
  window.location.hash = "#/timeline";
  await screen.findByRole("heading", { level: 1, name: "Timeline" });
  window.location.hash = "#/incident";
  await screen.findByRole("heading", { level: 1, name: "What we know" });
}

it("counts down to the moment when the first deleted item is gone, and says what nobody knows", async () => {
  await openRoom();
  expect((await screen.findByRole("timer")).textContent).toMatch(/^3 days [01] h$/u);
  // People of several zones sit in the room.
  expect(screen.getByText(/is gone for good/u).textContent).toContain(zoneOf(Date.now() + 3 * 86_400_000));
  expect(screen.getByText(/did not read the deleted groups: there may be more/u)).toBeTruthy();
});

it("has no saved filters in a report: their labels are anybody's words", async () => {
  await openRoom();
  window.location.hash = "#/report/1/3";
  await screen.findByRole("grid", { name: "Changes" });
  expect(screen.queryByRole("button", { name: "Saved filters" })).toBeNull();
});
