// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { Bridge } from "../../../preload/contract/bridge.ts";
import { App } from "../../app.tsx";
import { createClient } from "../../bridge/client.ts";
import type { SealedRow, WindowDatabase } from "../../cache/window-database.ts";
import { createFakeBridge, type FakeOptions } from "../../testing/fake-bridge.ts";

const { sealed } = vi.hoisted(() => ({ sealed: new Map<string, SealedRow>() }));

/** jsdom has no database; the sealing is the window's own. */
vi.mock("../../cache/keep.ts", () => ({
  keep: async <Value,>(work: (database: WindowDatabase) => Promise<Value>, otherwise: Value) => {
    const table = {
      get: async (id: string) => sealed.get(id),
      put: async (row: SealedRow) => sealed.set(row.id, row),
      delete: async (id: string) => sealed.delete(id),
    };
    return work({ sealed: table, preferences: { get: async () => undefined } } as unknown as WindowDatabase).catch(
      () => otherwise,
    );
  },
}));

beforeEach(() => sealed.clear());

const placed = () => [...sealed.keys()].map((id) => id.split(" ").at(-1));

/** `held`: the engine compares for ever. */
function show(options: Partial<FakeOptions>, held = false): void {
  window.location.hash = "#/report/3/4";
  const bridge: Bridge = createFakeBridge(options);
  const call: Bridge["call"] = (method, input) =>
    held && method === "report.open" ? new Promise(() => undefined) : bridge.call(method, input);
  render(<App client={createClient({ ...bridge, call, on: bridge.on.bind(bridge) }, () => window.location.hash)} />);
}

async function openOnce(options: Partial<FakeOptions> = {}): Promise<void> {
  show(options);
  await screen.findByRole("grid", { name: "Changes" });
}

it("shows what a comparison held last, sealed in between, while it is made again", async () => {
  await openOnce({ rows: 500 });
  await waitFor(() => expect(placed()).toContain("reports"));
  const [, name] = within(screen.getByRole("grid", { name: "Changes" })).getAllByRole("row");
  const first = name?.querySelector("[role=gridcell]:nth-child(2)")?.textContent ?? "";
  expect(new TextDecoder("latin1").decode([...sealed.values()][0]?.content)).not.toContain(first);
  cleanup();

  show({ rows: 500 }, true);
  const grid = await screen.findByRole("grid", { name: "Changes as they were shown last" });
  await within(grid).findByText(first);
  await screen.findByText(/The first 60 of 500 changes as they were shown last/u);
  expect(screen.queryByRole("button", { name: /^Recover/u })).toBeNull();
});

it("waits as ever for a comparison that was not open before", async () => {
  show({ rows: 40 }, true);
  await screen.findByText("Comparing");
  expect(screen.queryByRole("grid")).toBeNull();
});
