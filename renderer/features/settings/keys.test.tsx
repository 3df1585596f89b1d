// @vitest-environment jsdom
import "../../testing/set-up-window.ts";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { fakeRecoveryKey, fakeSecret } from "../../testing/fake-settings.ts";
import { lastInput, press, showApp } from "../../testing/show-app.tsx";

const at = "#/settings/keys";
const secretLabel = /that opens the vault now/u;

async function type(label: string | RegExp, value: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
}

it("shows a new recovery key once, prints it, and lets nobody leave by accident", async () => {
  const print = vi.fn();
  vi.stubGlobal("print", print);
  showApp({}, at);
  await screen.findByText(/There is no recovery key/u);
  await press("Add recovery key…");
  await type("Name", "Safe");
  await type(secretLabel, fakeSecret);
  await press("Make recovery key");
  const dialog = (await screen.findByText("Your recovery key")).closest<HTMLElement>("[role=alertdialog]");
  if (dialog === null) throw new Error("the recovery key is not in a dialog");
  for (const group of fakeRecoveryKey.split("-")) within(dialog).getByText(group);
  fireEvent.click(within(dialog).getByText("Print"));
  expect(print).toHaveBeenCalledOnce();
  fireEvent.keyDown(dialog, { key: "Escape" });
  fireEvent.click(within(dialog).getByText("Done"));
  expect(screen.queryByText("000011")).toBeTruthy();
  fireEvent.click(within(dialog).getByLabelText("I have printed it or written it down"));
  fireEvent.click(within(dialog).getByText("Done"));
  await waitFor(() => expect(screen.queryByText("000011")).toBeNull());
  await screen.findByText("Safe");
  expect(screen.queryByText(/There is no recovery key/u)).toBeNull();
});

it("says that a passphrase is wrong, keeps what was typed, and works with the right one", async () => {
  const bridge = showApp({}, at);
  await press("Add passphrase…");
  await type("Name", "Deputy");
  await type(/^New passphrase\*?$/u, "second horse");
  await type(/^New passphrase again/u, "second horse");
  await type(secretLabel, "wrong");
  await press("Add passphrase");
  await screen.findByText(/does not open this vault/u);
  await type(secretLabel, fakeSecret);
  await press("Add passphrase");
  await screen.findByText("The passphrase was added.");
  const expected = { secret: fakeSecret, passphrase: "second horse", label: "Deputy" };
  expect(lastInput(bridge, "keys.addPassphrase")).toEqual(expected);
});

it("does not take a new passphrase that was typed differently the second time", async () => {
  const bridge = showApp({}, at);
  await press("Change passphrase…");
  await type(/^New passphrase\*?$/u, "second horse");
  await type(/^New passphrase again/u, "second house");
  await type(secretLabel, fakeSecret);
  await screen.findByText("The two are not the same.");
  await press("Change passphrase");
  expect(lastInput(bridge, "keys.changePassphrase")).toBeUndefined();
});

it("removes one of many keys, by its name, only with a passphrase", async () => {
  const bridge = showApp({ keys: 30 }, at);
  await press("Remove the passphrase “Administrator 17”");
  await press("Remove key");
  expect(lastInput(bridge, "keys.remove")).toBeUndefined();
  await type(secretLabel, fakeSecret);
  await press("Remove key");
  await screen.findByText("Removed: the passphrase “Administrator 17”.");
  expect(lastInput(bridge, "keys.remove")).toEqual({ secret: fakeSecret, id: "key-17" });
});

it("does not offer to remove the last key", async () => {
  showApp({ keys: 1 }, at);
  await press("Remove the passphrase key-1");
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("gives an error and a way to try again", async () => {
  const error = { code: "VAULT_NOT_A_VAULT", message: "slots.json is missing.", retryable: false } as const;
  showApp({ refuse: { "keys.list": error } }, at);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("slots.json is missing");
  within(alert).getByRole("button", { name: "Try again" });
});

it("lets this computer's keystore open a tenant's vault, where there is one", async () => {
  const bridge = showApp({ own: {} }, at);
  await press("Use this computer’s keystore…");
  await screen.findByText(/open it without the passphrase/u);
  await type(secretLabel, fakeSecret);
  await press("Use the keystore");
  await screen.findByText("This computer’s keystore opens the vault from now on.");
  expect(lastInput(bridge, "keys.addKeystore")).toEqual({ secret: fakeSecret });
});

it("offers no keystore for the demo, which opens by itself", async () => {
  showApp({}, at);
  await screen.findByText(/There is no recovery key/u);
  expect(screen.queryByText("Use this computer’s keystore…")).toBeNull();
});

it("says on the locked screen why the keystore did not open the vault", async () => {
  showApp({ state: "locked", own: { notice: "The keystore of this computer is another one than before." } }, at);
  await screen.findByText("The keystore of this computer is another one than before.");
});
