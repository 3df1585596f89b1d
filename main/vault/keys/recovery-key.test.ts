import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksLikeRecoveryKey, newRecoveryKey, readRecoveryKey } from "./recovery-key.ts";

const position = fc.nat(47);

function digitsOf(key: string): string[] {
  return [...key.replaceAll("-", "")];
}

describe("a recovery key", () => {
  it("is eight groups of six digits, another one each time", () => {
    const keys = Array.from({ length: 50 }, newRecoveryKey);
    for (const key of keys) expect(key).toMatch(/^(\d{6}-){7}\d{6}$/);
    expect(new Set(keys).size).toBe(50);
  });

  it("is read as people type it", () => {
    const key = newRecoveryKey();
    for (const typed of [key, key.replaceAll("-", " "), key.replaceAll("-", ""), ` ${key}\n`]) {
      expect([looksLikeRecoveryKey(typed), readRecoveryKey(typed)]).toEqual([true, key]);
    }
  });

  it("names the group in which a digit is wrong or two neighbours are exchanged", () => {
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 9 }), fc.boolean(), (at, by, exchanges) => {
        const digits = digitsOf(newRecoveryKey());
        const [place, group] = [exchanges ? at - (at % 2) : at, Math.floor(at / 6)];
        const [own = "", next = ""] = [digits[place], digits[place + 1]];
        fc.pre(!exchanges || own !== next);
        if (exchanges) [digits[place], digits[place + 1]] = [next, own];
        else digits[place] = String((Number(own) + by) % 10);
        const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
        expect(() => readRecoveryKey(digits.join(""))).toThrow(`Its ${ordinals[group]} group, `);
      }),
    );
  });

  it("that is too short or too long says how many digits it has", () => {
    expect(() => readRecoveryKey("123456")).toThrow("It has 6 digits instead of 48");
  });
});
