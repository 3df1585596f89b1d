import { expect, it } from "vitest";
import { createFakeBridge } from "../testing/fake-bridge.ts";
import { toBridgeError } from "./bridge-error.ts";
import { createClient } from "./client.ts";

it("turns an answer into its value", async () => {
  const client = createClient(createFakeBridge());
  expect((await client.call("session.describe", {})).tenant?.name).toBe("Contoso Ltd");
});

it("throws a refusal with its code and sentence", async () => {
  const error = { code: "TENANT_UNREACHABLE", message: "Check the network.", retryable: true } as const;
  const client = createClient(createFakeBridge({ refuse: { "timeline.list": error } }));
  await expect(client.call("timeline.list", {})).rejects.toMatchObject({ name: "BridgeError", ...error });
});

it("knows of long work from its start to its end, and not of short calls", async () => {
  const client = createClient(createFakeBridge());
  const seen: (string | undefined)[] = [];
  client.work.subscribe(() => seen.push(client.work.current()?.message));
  await client.call("timeline.list", {});
  expect(seen).toEqual([]);
  await client.call("timeline.capture", {});
  expect(seen[0]).toBe("Taking a snapshot");
  expect(seen).toContain("Reading groups");
  expect(client.work.current()).toBeNull();
});

it("shows a bug without its text, which may hold personal values", () => {
  const shown = toBridgeError(new TypeError("anna@contoso.com is not a function"));
  expect(shown.code).toBe("INTERNAL");
  expect(`${shown.message} ${shown.details}`).not.toContain("anna");
});
