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

it("tells how a tenant is connected", async () => {
  showApp({ state: "none" });
  expect(await screen.findByText("reinstate signin")).toBeTruthy();
});

it("locks at once", async () => {
  showApp();
  await press("Lock");
  await screen.findByRole("heading", { name: "Contoso Ltd is locked" });
});

it("tells the demo's story to who asks", async () => {
  showApp();
  expect(screen.queryByText(/session was taken over/u)).toBeNull();
  await press("What happened");
  expect(screen.getByText(/session was taken over/u)).toBeTruthy();
});
