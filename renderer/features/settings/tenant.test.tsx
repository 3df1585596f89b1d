// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { press, showApp } from "../../testing/show-app.tsx";

it("says how the tenant is reached, which permissions are there and what each is for", async () => {
  showApp({}, "#/settings/tenant");
  const table = await screen.findByRole("table", { name: "Permissions" });
  const line = (name: string) => within(table).getByText(name).closest("tr")?.textContent ?? "";
  expect(line("User.Read.All")).toContain("Granted");
  expect(line("Organization.Read.All")).toContain("Missing");
  expect(line("User.ReadWrite.All")).toMatch(/putting people back.*Asked for when needed/u);
  screen.getByText(/^proxy\.contoso\.com:8080/u);
  screen.getByText("login.microsoftonline.com, graph.microsoft.com");
});

it("signs out, and says what stops until somebody signs in again", async () => {
  showApp({}, "#/settings/tenant");
  await screen.findByText(/no daily snapshot is taken and nothing is put back/u);
  await press("Sign out");
  await screen.findByText(/To read the tenant or to put something back, sign in/u);
  await press("Sign in");
  await screen.findByRole("button", { name: "Sign out" });
});

it("says why it cannot sign out while work is under way", async () => {
  const message = "Other work is under way. Let it end, or cancel it, then sign out.";
  const busy = { code: "USAGE_INVALID", message, retryable: false } as const;
  showApp({ refuse: { "session.signOut": busy } }, "#/settings/tenant");
  await press("Sign out");
  await screen.findByText(/Other work is under way/u);
});

it("deletes what the window keeps of a vault", async () => {
  showApp({}, "#/settings/privacy");
  await screen.findByText("Leaves this computer");
  await press("Delete what this window keeps");
  await screen.findByText(/^Deleted\./u);
});
