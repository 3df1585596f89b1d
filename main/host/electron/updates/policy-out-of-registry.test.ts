import { expect, it } from "vitest";
import { decideUpdates } from "./decide-updates.ts";
import { policyOutOfRegistry } from "./policy-out-of-registry.ts";

const printed = (line: string) => `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Reinstate\r\n    ${line}\r\n\r\n`;

it("reads the administrator's word out of the registry", () => {
  expect(policyOutOfRegistry(printed("Updates    REG_SZ    Off"))).toBe("off");
  expect(policyOutOfRegistry(printed("Updates    REG_SZ    on"))).toBe("on");
});

it("takes a value of another kind for a no", () => {
  const policy = { updates: policyOutOfRegistry(printed("Updates    REG_DWORD    0x1")) };
  const facts = { platform: "win32", packaged: true, channel: "publisherName: x\n", policy } as const;
  expect(decideUpdates(facts).selfUpdate).toBe(false);
});
