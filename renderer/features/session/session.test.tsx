// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

it("stays locked on a wrong passphrase, says what to do, and opens on the right one", async () => {
  showApp({ state: "locked" });
  const field = await screen.findByLabelText(/Passphrase/u);
  await waitFor(() => expect(document.activeElement).toBe(field));
  fireEvent.change(field, { target: { value: "wrong" } });
  await press("Unlock");
  expect((await screen.findByRole("alert")).textContent).toContain("recovery key");
  fireEvent.change(field, { target: { value: "correct horse" } });
  await press("Unlock");
  await screen.findByRole("heading", { name: "Timeline" });
});

it("builds the demo tenant of the chosen incident", async () => {
  const bridge = showApp({ state: "none" });
  fireEvent.click(await screen.findByRole("radio", { name: /HR feed gone wrong/u }));
  fireEvent.change(screen.getByRole("combobox", { name: "Size of the tenant" }), { target: { value: "2000" } });
  await press("Start the demo");
  await screen.findByRole("heading", { name: "Timeline" });
  expect(lastInput(bridge, "session.startDemo")).toEqual({ scenario: "hr-corruption", users: 2000 });
});

it("connects a tenant in three steps, each with a way back, and takes the first snapshot", async () => {
  const bridge = showApp({ state: "none" });
  await press("Connect a tenant");
  await screen.findByRole("heading", { name: "Which tenant?" });
  await press("Continue");
  expect(screen.getAllByText(/looks like 0{8}-/u)).toHaveLength(2);
  const [tenantId, clientId] = ["1".repeat(8), "2".repeat(8)].map((start) => `${start}-0000-4000-8000-000000000000`);
  fireEvent.change(screen.getByLabelText(/Directory \(tenant\) ID/u), { target: { value: ` ${tenantId} ` } });
  fireEvent.change(screen.getByLabelText(/Application \(client\) ID/u), { target: { value: clientId } });
  await press("Continue");
  await screen.findByRole("heading", { name: "Sign in" });
  expect(screen.getByText("the audit log: who changed what, and when")).toBeTruthy();
  await press("Back");
  expect(await screen.findByDisplayValue(String(tenantId))).toBeTruthy();
  await press("Continue");
  await press("Sign in with the browser");
  await screen.findByRole("heading", { name: "Protect what is captured" });
  fireEvent.change(screen.getByLabelText(/^Passphrase\*?$/u), { target: { value: "short" } });
  await press(/^Make the vault/u);
  expect(screen.getByText(/It is too short/u)).toBeTruthy();
  expect(lastInput(bridge, "connect.protect")).toBeUndefined();
  for (const label of [/^Passphrase\*?$/u, /^Passphrase again/u])
    fireEvent.change(screen.getByLabelText(label), { target: { value: "correct horse battery" } });
  await press(/^Make the vault/u);
  await screen.findByRole("heading", { name: "The tenant is connected" });
  expect(lastInput(bridge, "connect.protect")).toEqual({ name: "contoso.com", passphrase: "correct horse battery" });
  await press("Go to the timeline");
  await screen.findByRole("heading", { name: "Timeline" });
});

it("locks at once", async () => {
  showApp({ own: {} });
  await press("Lock");
  await screen.findByRole("heading", { name: "Contoso Ltd is locked" });
});

it("offers no lock in the demo, whose vault opens by itself: it would do nothing", async () => {
  const bridge = showApp();
  await screen.findByRole("heading", { name: "Timeline" });
  expect(screen.queryByRole("button", { name: "Lock" })).toBeNull();
  fireEvent.keyDown(document.body, { key: "l", code: "KeyL", altKey: true });
  expect(bridge.calls.some(({ method }) => method === "session.lock")).toBe(false);
});

it("tells the demo's story to who asks", async () => {
  showApp();
  expect(screen.queryByText(/session was taken over/u)).toBeNull();
  await press("What happened");
  expect(screen.getByText(/session was taken over/u)).toBeTruthy();
});
