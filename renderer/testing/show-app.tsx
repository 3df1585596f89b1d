import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { App } from "../app.tsx";
import { createClient } from "../bridge/client.ts";
import type { FakeBridge, FakeOptions } from "./fake-bridge.ts";
import { createFakeBridge } from "./fake-bridge.ts";

/** The whole window over generated data, at an address. */
export function showApp(options: Partial<FakeOptions> = {}, hash = ""): FakeBridge {
  window.location.hash = hash;
  const bridge = createFakeBridge(options);
  render(<App client={createClient(bridge, () => window.location.hash)} />);
  return bridge;
}

/**
 * Presses a button as soon as it is there and not disabled; one that keeps the focus while it is off (aria-disabled) hears the press
 * and does nothing. Also where it is hidden from assistive technology: Fluent hides what lies behind a
 * dialog by the focus, which on a busy machine jsdom moves too late, and then hides the dialog. What is really hidden is seen by axe and in
 * the journeys.
 */
export async function press(name: string | RegExp): Promise<void> {
  await pressOnce(name, ({ disabled }) => !disabled);
}

/** The same as soon as the press does something: a plan waits for its report, on a busy machine for long. */
export async function pressWhenOn(name: string | RegExp): Promise<void> {
  await pressOnce(name, (button) => !button.disabled && button.getAttribute("aria-disabled") !== "true");
}

async function pressOnce(name: string | RegExp, canPress: (button: HTMLButtonElement) => boolean): Promise<void> {
  const button = await waitFor(() => {
    const found = screen.getByRole<HTMLButtonElement>("button", { name, hidden: true });
    if (!canPress(found)) throw new Error(`"${found.textContent}" cannot be pressed`);
    return found;
  });
  fireEvent.click(button);
}

export async function tick(name: string | RegExp): Promise<void> {
  fireEvent.click(await screen.findByRole("checkbox", { name }));
}

/** The last input that a method was called with. */
export function lastInput(bridge: FakeBridge, method: string): unknown {
  return bridge.calls.findLast((call) => call.method === method)?.input;
}
