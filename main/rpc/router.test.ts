import { describe, expect, it } from "vitest";
import { methods } from "../../preload/contract/methods.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Log } from "../log/log.ts";
import type { LogFields } from "../log/log-events.ts";
import type { Handlers } from "./router.ts";
import { createRouter } from "./router.ts";

function handlersThat(answer: (input: unknown) => unknown): Handlers {
  const entries = Object.keys(methods).map((name) => [name, async (input: unknown) => answer(input)]);
  return Object.fromEntries(entries) as Handlers;
}

describe("router", () => {
  it("hands a valid input on and answers with the value", async () => {
    const router = createRouter(
      handlersThat((input) => ({ heard: input })),
      () => 0,
    );
    const answer = await router.handle("session.unlock", { passphrase: "correct horse" });
    expect(answer).toEqual({ ok: true, value: { heard: { passphrase: "correct horse" } } });
  });

  it("refuses unknown methods, prototype names and inputs of the wrong shape without calling anything", async () => {
    const router = createRouter(
      handlersThat(() => {
        throw new Error("must not be called");
      }),
      () => 0,
    );
    for (const [method, input] of [
      ["constructor", {}],
      ["__proto__", {}],
      [42, {}],
      ["session.unlock", {}],
      ["session.unlock", { passphrase: 1 }],
      ["session.unlock", { passphrase: "x", more: true }],
      ["report.page", null],
    ] as const) {
      const answer = await router.handle(method, input);
      expect(answer).toMatchObject({ ok: false, error: { code: "USAGE_INVALID" } });
    }
  });

  it("does not repeat the input in an error", async () => {
    const router = createRouter(
      handlersThat(() => undefined),
      () => 0,
    );
    const answer = await router.handle("session.unlock", { passphrase: ["canary-4711"] });
    expect(JSON.stringify(answer)).not.toContain("canary-4711");
  });

  it("keeps the code of an expected error and hides the text of a bug", async () => {
    const expected = createRouter(
      handlersThat(() => {
        throw new ReinstateError("VAULT_LOCKED", "The passphrase does not open this vault.");
      }),
      () => 0,
    );
    expect(await expected.handle("timeline.list", {})).toMatchObject({ ok: false, error: { code: "VAULT_LOCKED" } });
    const bug = createRouter(
      handlersThat(() => {
        throw new TypeError("cannot read alice@contoso.example");
      }),
      () => 0,
    );
    const answer = await bug.handle("timeline.list", {});
    expect(answer).toMatchObject({ ok: false, error: { code: "INTERNAL" } });
    expect(JSON.stringify(answer)).not.toContain("alice");
  });

  it("records method, time and outcome", async () => {
    const seen: unknown[] = [];
    let now = 0;
    const log: Log = { write: (event, fields) => seen.push([event, fields]) };
    const bug = new TypeError("cannot read alice@contoso.example");
    const router = createRouter(
      handlersThat((input) => {
        if ("passphrase" in (input as object)) throw bug;
      }),
      () => (now += 5),
      log,
    );
    await router.handle("timeline.list", {});
    await router.handle("session.unlock", { passphrase: "canary-4711" });
    await router.handle("session.unlock", {});
    await router.handle("alice", {});
    const [first, fault, ...others] = seen as [unknown, [string, LogFields<"call.failed">], ...unknown[]];
    expect(first).toEqual(["call.ended", { method: "timeline.list", milliseconds: 5, outcome: "ok" }]);
    expect(fault[0]).toBe("call.failed");
    expect(fault[1].name).toBe("TypeError");
    expect(fault[1].places[0]).toMatch(/^router\.test\.ts:\d+:\d+$/u);
    expect(others).toMatchObject([
      ["call.ended", { method: "session.unlock", outcome: "INTERNAL" }],
      ["call.ended", { method: "session.unlock", outcome: "USAGE_INVALID" }],
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/alice|canary/u);
  });
});
