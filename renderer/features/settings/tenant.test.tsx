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

it("deletes what the window keeps of a vault", async () => {
  showApp({}, "#/settings/privacy");
  await screen.findByText("Leaves this computer");
  await press("Delete what this window keeps");
  await screen.findByText(/^Deleted\./u);
});
