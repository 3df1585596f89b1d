// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, showApp, tick } from "../../testing/show-app.tsx";

const refusal = { code: "TENANT_UNREACHABLE", message: "Check the network and try again.", retryable: true } as const;

it("compares two selected snapshots, whichever was selected first", async () => {
  const bridge = showApp();
  await tick("Select snapshot 3");
  await tick("Select snapshot 1");
  await press("Compare");
  await screen.findByRole("grid", { name: "Changes" });
  expect(lastInput(bridge, "report.open")).toEqual({ from: 1, to: 3 });
});

it("takes one checkpoint for what changed since, and none again on coming back", async () => {
  const bridge = showApp();
  await press("What changed since snapshot 3");
  await screen.findByRole("grid", { name: "Changes" });
  expect(window.location.hash).toBe("#/report/3/5");
  window.location.hash = "#/timeline";
  await screen.findByRole("heading", { name: "Timeline" });
  screen.getByRole("link", { name: "Report" }).click();
  await screen.findByRole("grid", { name: "Changes" });
  expect(bridge.calls.filter(({ method }) => method === "report.open")).toHaveLength(1);
});

it("says why a snapshot is partial", async () => {
  showApp();
  const row = (await screen.findByRole("checkbox", { name: "Select snapshot 2" })).closest("tr");
  if (row === null) throw new Error("the snapshot has no row");
  expect(within(row).getByText("Partial", { exact: false })).toBeTruthy();
  expect(within(row).getByText(/Groups: The tenant stopped answering/u)).toBeTruthy();
});

it("tells how each type was read: how much, how long, with which permission, and what was asked again", async () => {
  showApp();
  const summary = await screen.findByLabelText("How it was read: snapshot 1");
  const users = within(summary.parentElement as HTMLElement).getByText(/^Users:/u);
  expect(users.textContent).toMatch(
    /of .* read, 1 page, 30 s, 2 retries after being asked to wait, with User\.Read\.All\.$/u,
  );
});

it("shows a new snapshot when it was taken", async () => {
  showApp();
  await press("Take snapshot now");
  await screen.findByRole("checkbox", { name: "Select snapshot 5" });
});

it("gives an error and a way to try again", async () => {
  showApp({ refuse: { "timeline.list": refusal } });
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Check the network");
  within(alert).getByRole("button", { name: "Try again" });
});

it("cannot read the tenant while nobody is signed in, and signs in from where it says so", async () => {
  const bridge = showApp({ signedIn: false });
  await screen.findByText(/sign in to it/u);
  await press("Take snapshot now");
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === "timeline.capture")).toBe(false));
  await press("Sign in");
  await waitFor(() => expect(screen.queryByText(/sign in to it/u)).toBeNull());
  expect(lastInput(bridge, "session.signIn")).toEqual({ byCode: false });
  await press("Take snapshot now");
  await screen.findByRole("checkbox", { name: "Select snapshot 5" });
});

it("says why a sign-in failed, and lets it be tried again", async () => {
  const failed = {
    code: "SIGN_IN_FAILED",
    message: "The account has no access to this tenant.",
    retryable: true,
  } as const;
  showApp({ signedIn: false, refuse: { "session.signIn": failed } });
  await press("Sign in with a code");
  expect((await screen.findByRole("alert")).textContent).toContain("no access to this tenant");
  screen.getByRole("button", { name: "Sign in with a code" });
});
