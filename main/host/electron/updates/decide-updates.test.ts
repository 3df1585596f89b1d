import { describe, expect, it } from "vitest";
import { decideUpdates, type UpdateFacts } from "./decide-updates.ts";

const signed: UpdateFacts = {
  platform: "win32",
  packaged: true,
  channel: "provider: generic\nurl: https://updates.example.com\npublisherName:\n  - Example\n",
  policy: { updates: undefined },
};

describe("whether an installation updates itself", () => {
  it("does where the system checks our signature", () => {
    expect(decideUpdates(signed).selfUpdate).toBe(true);
    expect(decideUpdates({ ...signed, policy: { updates: "on" } }).selfUpdate).toBe(true);
    expect(decideUpdates({ ...signed, platform: "darwin", channel: "provider: generic\n" }).selfUpdate).toBe(true);
  });

  it.each<[string, Partial<UpdateFacts>, RegExp]>([
    ["a policy forbids it", { policy: { updates: "off" } }, /organisation/u],
    ["a policy makes no sense", { policy: { updates: "mabye" } }, /organisation/u],
    [
      "Windows could not tell who signed an update",
      { channel: "provider: generic\nurl: https://x.example\n" },
      /not signed/u,
    ],
    ["nobody named a channel", { channel: undefined }, /no update channel/u],
    ["Linux has no signature of its own", { platform: "linux" }, /package manager/u],
    ["it runs from a checkout", { packaged: false }, /checkout/u],
  ])("does not when %s", (_why, facts, sentence) => {
    const decision = decideUpdates({ ...signed, ...facts });
    expect(decision.selfUpdate).toBe(false);
    expect(decision.sentence).toMatch(sentence);
  });
});
