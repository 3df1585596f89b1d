// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import type { FakeOptions } from "../../testing/fake-bridge.ts";
import { lastInput, press, pressWhenOn, showApp, tick } from "../../testing/show-app.tsx";

const groupSeven = "5eed0000-0007-4000-8000-000000000057";

async function chooseFrom(rows: number) {
  const bridge = showApp({ rows }, "#/report/3/4");
  await press(`Recover ${rows} changes…`);
  await screen.findByRole("heading", { name: "Choose what to put back" });
  return bridge;
}

async function confirmWith(text: string) {
  fireEvent.change(await screen.findByRole("textbox", { name: /Type the tenant/u }), { target: { value: text } });
}

it("puts back what was chosen, but one attribute, and leaves alone what was added", async () => {
  const bridge = await chooseFrom(40);
  await tick(/^Mobile phone, /u);
  for (const value of ["Fax number", "officeLocation"]) {
    fireEvent.change(screen.getByRole("textbox", { name: /^Leave out another/u }), { target: { value } });
    await press("Leave out");
  }
  await pressWhenOn("Make the plan");
  await screen.findByRole("heading", { name: "Review the plan" });
  expect(lastInput(bridge, "plan.make")).toEqual({
    snapshot: 3,
    filter: { exceptAttributes: ["mobilePhone", "faxNumber", "officeLocation"], kinds: ["modified", "removed"] },
    removeAdded: false,
  });
});

it("goes no further than a stop warning that was not accepted", async () => {
  await chooseFrom(40);
  await pressWhenOn("Make the plan");
  await screen.findByRole("heading", { name: "Review the plan" });
  await press("Continue");
  expect(screen.queryByRole("heading", { name: "Confirm" })).toBeNull();
  await tick("I have read this and want to go on");
  await press("Continue");
  await screen.findByRole("heading", { name: "Confirm" });
});

it("asks what only a person can decide, with nothing chosen beforehand, and makes the plan again with the answers", async () => {
  const bridge = showApp({ rows: 40, questions: 2, snapshots: 5 }, "#/report/3/4");
  await press("Recover 40 changes…");
  await pressWhenOn("Make the plan");
  await screen.findByRole("heading", { name: "3 questions to decide" });
  expect(screen.getAllByRole("radio").filter((radio) => (radio as HTMLInputElement).checked)).toEqual([]);
  await press("Leave them all as they are now");
  fireEvent.click(screen.getByRole("radio", { name: /Put another object in its place/u }));
  await press("Make the plan again with these decisions");
  expect(bridge.calls.filter(({ method }) => method === "plan.make")).toHaveLength(1);
  const place = screen.getByRole("combobox", { name: /takes its place/u });
  fireEvent.change(place, { target: { value: ` ${groupSeven} ` } });
  fireEvent.click(place);
  fireEvent.click(await screen.findByRole("option", { name: new RegExp(`${groupSeven}\\)$`, "u") }));
  await tick("I have read this and want to go on");
  await press("Continue");
  expect(screen.queryByRole("heading", { name: "Confirm" })).toBeNull();
  await press("Make the plan again with these decisions");
  await screen.findByRole("heading", { name: "All of it is decided" });
  expect(lastInput(bridge, "plan.make")).toMatchObject({
    answers: [
      { about: "c0ffee000000", answer: "keep" },
      { about: "c0ffee000001", answer: "keep" },
      { about: "99999999-0000-4000-8000-000000000001", answer: "replace", with: groupSeven },
    ],
  });
  // Another plan: its warnings are read anew.
  await press("Continue");
  expect(screen.queryByRole("heading", { name: "Confirm" })).toBeNull();
});

it("saves the plan's page for the colleague who approves it", async () => {
  const bridge = await chooseFrom(3);
  await pressWhenOn("Make the plan");
  await press("Save the plan");
  fireEvent.click(await screen.findByRole("menuitem", { name: /colleague/u }));
  await waitFor(() => expect(lastInput(bridge, "plan.save")).toEqual({ planId: "plan-1", format: "html" }));
});

it("writes only after the word was typed, and hands over the reviewed hash and what was accepted", async () => {
  const bridge = await chooseFrom(40);
  await pressWhenOn("Make the plan");
  await tick("I have read this and want to go on");
  await press("Continue");
  const heading = await screen.findByRole("heading", { name: "Confirm" });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  await confirmWith("recover");
  await press("Recover now");
  expect(lastInput(bridge, "recovery.apply")).toBeUndefined();
  await confirmWith("RECOVER");
  await press("Recover now");
  await screen.findByRole("heading", { name: "Recovery: partial" });
  expect(lastInput(bridge, "recovery.apply")).toEqual({
    planId: "plan-1",
    hash: "a1b2c3d4".repeat(8),
    acknowledged: ["locks-out-signed-in"],
  });
});

it("shows each outcome with its reason, and undoes through a review", async () => {
  await chooseFrom(40);
  await pressWhenOn("Make the plan");
  await tick("I have read this and want to go on");
  await press("Continue");
  await confirmWith("Contoso Ltd");
  await press("Recover now");
  await press("Failed 1");
  await screen.findByText(/synchronised from on-premises/u);
  await press("Make undo plan");
  await screen.findByRole("heading", { name: "Review the undo plan" });
});

it("stays at the confirmation with the reason where applying was refused", async () => {
  const refusal = {
    code: "PERMISSION_MISSING",
    message: "Ask an administrator for User.ReadWrite.All.",
    retryable: false,
  } as const;
  showApp({ rows: 3, refuse: { "recovery.apply": refusal } }, "#/report/3/4");
  await press("Recover 3 changes…");
  await pressWhenOn("Make the plan");
  await press("Continue");
  await confirmWith("RECOVER");
  await press("Recover now");
  expect((await screen.findByRole("alert")).textContent).toContain("User.ReadWrite.All");
  await screen.findByRole("heading", { name: "Confirm" });
});

async function confirmSlowly(refuse: FakeOptions["refuse"] = {}) {
  const bridge = showApp({ rows: 40, workMs: 800, refuse }, "#/report/3/4");
  await press("Recover 40 changes…");
  await pressWhenOn("Make the plan");
  await tick("I have read this and want to go on");
  await press("Continue");
  await confirmWith("RECOVER");
  await press("Recover now");
  return bridge;
}

it("pauses, says what is done and left, and goes on or does not, the focus on neither", async () => {
  const bridge = await confirmSlowly();
  const focusIsOn = (heading: HTMLElement) => waitFor(() => expect(document.activeElement).toBe(heading));
  await focusIsOn(await screen.findByRole("heading", { name: "Putting things back" }));
  await press("Pause");
  await focusIsOn(await screen.findByRole("heading", { name: "Paused" }));
  expect(lastInput(bridge, "recovery.pause")).toEqual({ planId: "plan-1" });
  expect(screen.getAllByText(/^\d+ of \d+ steps are done; .*\d+ are left\.$/u)).toHaveLength(1);
  await press("Resume");
  await focusIsOn(await screen.findByRole("heading", { name: "Putting things back" }));
  expect(lastInput(bridge, "recovery.resume")).toEqual({ jobId: "job1-0000" });
  await screen.findByRole("heading", { name: "Recovery: partial" });
});

it("does not go on with a paused recovery that is cancelled, which can still be undone or resumed", async () => {
  const bridge = await confirmSlowly();
  await press("Pause");
  await screen.findByRole("heading", { name: "Paused" });
  await press("Cancel");
  await screen.findByRole("heading", { name: "Recovery: cancelled" });
  expect(lastInput(bridge, "recovery.callOff")).toEqual({ jobId: "job1-0000" });
  for (const name of ["Resume", "Make undo plan"]) screen.getByRole("button", { name });
});

it("shows how far it came, and why, where going on is refused", async () => {
  const refusal = { code: "CANCELLED", message: "The plan was not confirmed.", retryable: false } as const;
  await confirmSlowly({ "recovery.resume": refusal });
  await press("Pause");
  await press("Resume");
  await screen.findByText("The plan was not confirmed.");
  await screen.findByRole("heading", { name: "Paused" });
});

it("asks apart for the removal of what was added", async () => {
  const bridge = await chooseFrom(40);
  await screen.findByText(/; 4 objects that are new since stay as they are$/u);
  await tick(/^Also remove what was added since/u);
  await waitFor(() => expect(screen.queryByText(/stay as they are$/u)).toBeNull());
  await pressWhenOn("Make the plan");
  await screen.findByRole("heading", { name: "Review the plan" });
  expect(lastInput(bridge, "plan.make")).toMatchObject({
    removeAdded: true,
    filter: { kinds: ["modified", "removed", "added"] },
  });
});

it("lists jobs in the history, verifies one again and saves its record", async () => {
  const bridge = await chooseFrom(3);
  await pressWhenOn("Make the plan");
  await press("Continue");
  await confirmWith("RECOVER");
  await press("Recover now");
  await screen.findByRole("heading", { name: "Recovery: complete" });
  fireEvent.click(screen.getByRole("link", { name: "History" }));
  fireEvent.click(await screen.findByRole("link", { name: /^Recovery job1/u }));
  await press("Verify again");
  await waitFor(() => expect(lastInput(bridge, "recovery.verify")).toEqual({ jobId: "job1-0000" }));
  await press("Save the record");
  fireEvent.click(await screen.findByRole("menuitem", { name: /spreadsheet/u }));
  await screen.findByText("/home/admin/reinstate-record-job1-0000.csv");
});

it("makes policies again as report-only, unless somebody decides that the plan switches them on", async () => {
  const bridge = showApp({ rows: 40, reportOnly: 1 }, "#/report/3/4");
  await press("Recover 40 changes…");
  await pressWhenOn("Make the plan");
  const isChosen = (name: RegExp) => (screen.getByRole("radio", { name }) as HTMLInputElement).checked;
  await screen.findByText("1 policy that was on is made again");
  expect([isChosen(/^As report-only/u), isChosen(/^Switched on at once/u)]).toEqual([true, false]);
  fireEvent.click(screen.getByRole("radio", { name: /^Switched on at once/u }));
  await tick("I have read this and want to go on");
  await press("Continue");
  expect(screen.queryByRole("heading", { name: "Confirm" })).toBeNull();
  await press("Make the plan again with these decisions");
  await waitFor(() =>
    expect(lastInput(bridge, "plan.make")).toMatchObject({ answers: [{ about: "policies", answer: "switch-on" }] }),
  );
});

it("offers a plan that switches on what came back as report-only", async () => {
  const bridge = showApp({ rows: 40, reportOnly: 1 }, "#/report/3/4");
  await press("Recover 40 changes…");
  await pressWhenOn("Make the plan");
  await tick("I have read this and want to go on");
  await press("Continue");
  await confirmWith("RECOVER");
  await press("Recover now");
  await screen.findByText("1 policy was made again as report-only");
  await press("Plan to switch on");
  await screen.findByText(/^Switches on the policies that recovery job job1-000/u);
  expect(lastInput(bridge, "recovery.makeSwitchOnPlan")).toEqual({ jobId: "job1-0000" });
});

it("narrows to the ids of a CSV file and to a time", async () => {
  const bridge = await chooseFrom(40);
  const file = new File(["id\r\nuser-1\r\nuser-2\r\n"], "people.csv", { type: "text/csv" });
  fireEvent.change(await screen.findByLabelText("CSV file with ids"), { target: { files: [file] } });
  await screen.findByText(/out of 2 objects that you ticked or listed$/u);
  fireEvent.change(await screen.findByLabelText("At or after"), { target: { value: "2026-11-25T02:10" } });
  await pressWhenOn("Make the plan");
  await waitFor(() =>
    expect(lastInput(bridge, "plan.make")).toMatchObject({
      filter: { ids: ["user-1", "user-2"], since: new Date("2026-11-25T02:10").toISOString() },
    }),
  );
});

it("offers the sign-in where a recovery needs one", async () => {
  const bridge = showApp({ rows: 3, signedIn: false }, "#/report/3/4");
  await press("Recover 3 changes…");
  await screen.findByRole("heading", { name: "Choose what to put back" });
  await press("Sign in");
  await waitFor(() => expect(screen.queryByText("Nobody is signed in")).toBeNull());
  expect(lastInput(bridge, "session.signIn")).toEqual({ byCode: false });
});
