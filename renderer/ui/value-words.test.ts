import { expect, it } from "vitest";
import { valueWord } from "./value-words.ts";

it("says Graph's words as the Entra admin centre does, each in its own attribute only", () => {
  expect(valueWord("state", "enabledForReportingButNotEnforced")).toBe("Report-only");
  expect(valueWord("conditions.clientAppTypes", "other")).toBe("Other clients (legacy authentication)");
  expect(valueWord("grantControls.builtInControls", "block")).toBe("Block access");
  expect(valueWord("authenticationMethodConfigurations[Sms].state", "enabled")).toBe("On");
  expect(valueWord("city", "other")).toBeUndefined();
  expect(valueWord("state", "toString")).toBeUndefined();
  expect(valueWord("a[", "all")).toBeUndefined();
});
