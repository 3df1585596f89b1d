import { readFileSync } from "node:fs";
import { AuthError, InteractionRequiredAuthError } from "@azure/msal-node";
import { describe, expect, it } from "vitest";
import { signInError } from "./sign-in-error.ts";

describe("a refusal of the sign-in service", () => {
  it.each([
    ["AADSTS50076", "second factor"],
    ["AADSTS50055", "password has expired"],
    ["AADSTS500021", "tenant restriction"],
    ["AADSTS50020", "another tenant"],
    ["AADSTS500014", "Microsoft Graph is switched off"],
    ["AADSTS5000211", "tenant restriction"],
    ["AADSTS7000112", "The application is switched off in the tenant"],
    ["AADSTS90038", "another of Microsoft's clouds"],
    ["AADSTS700016", "does not know the application"],
    ["AADSTS700024", "clock"],
    ["AADSTS65001", "consented"],
    ["AADSTS53003", "the sign-in log of the tenant names the policy"],
    ["AADSTS53000", "sign in on one that is managed and compliant"],
    ["AADSTS53001", "joined to the domain; sign in on one"],
    ["AADSTS53002", "have this application excepted"],
    ["AADSTS53011", "blocked in its home tenant"],
    ["AADSTS530032", "security defaults"],
    ["AADSTS50097", "a device that is registered with the tenant"],
    ["AADSTS50131", "this device or this place"],
    ["AADSTS500011", "the graph address of the tenant's own cloud"],
    ["AADSTS700030", "The name in the certificate"],
    ["AADSTS7000229", "no enterprise application in the tenant"],
    ["AADSTS70016", "sign in again for a new one"],
    ["AADSTS70018", "mistyped"],
    ["AADSTS70019", "not typed in in time"],
    ["AADSTS70020", "not typed in in time"],
  ])("%s has a sentence of its own, without the service's text", (number, words) => {
    const refused = signInError(
      new AuthError("invalid_grant", "", `${number}: User 'ann@contoso.example' ...`),
      undefined,
    );
    expect(refused).toMatchObject({ code: "SIGN_IN_NEEDED", message: expect.stringContaining(words) });
    expect(JSON.stringify(refused) + String(refused)).not.toContain("ann@contoso");
  });

  it.each(["device_code_expired", "user_timeout_reached", "expired_token"])(
    "%s, which comes without a number, says to sign in again for a new code",
    (word) => {
      const refused = signInError(new AuthError(word, "", "Device code is expired."), undefined);
      expect(refused).toMatchObject({
        code: "SIGN_IN_FAILED",
        message: expect.stringContaining("sign in again for a new one"),
      });
    },
  );

  it.each([
    ["AADSTS700027: [Reason - The key used is expired.]", "has expired"],
    ["AADSTS7000222: The provided client secret keys are expired.", "make a new one"],
    ["AADSTS5005599: x", "the sign-in log of the tenant"],
  ])("%s says what to do", (text, words) => {
    const refused = signInError(new AuthError("invalid_client", "", text), undefined);
    expect(refused).toMatchObject({ code: "SIGN_IN_FAILED", message: expect.stringContaining(words) });
  });

  it("takes a declined device code for a decision, not for a failure", () => {
    const refused = signInError(new AuthError("authorization_declined", "", "AADSTS70017: x"), undefined);
    expect(refused).toMatchObject({ code: "SIGN_IN_CANCELLED" });
  });

  it("has a sentence for every number that the page about connecting explains", () => {
    const page = readFileSync(new URL("../../docs/connect-a-tenant.md", import.meta.url), "utf8");
    const numbers = [...new Set(page.match(/AADSTS\d+/gu))];
    const without = numbers.filter((number) => {
      const refused = signInError(new AuthError("invalid_client", "", `${number}: x`), undefined);
      return String(refused).includes("The sign-in service refused");
    });
    expect(numbers.length).toBeGreaterThan(30);
    expect(without).toEqual([]);
  });

  it("does not take a longer number for a shorter one, and asks for a person where one would help", () => {
    const unknown = signInError(
      new InteractionRequiredAuthError("interaction_required", "", "AADSTS5005599: x"),
      undefined,
    );
    expect(unknown).toMatchObject({ code: "SIGN_IN_NEEDED", message: expect.stringContaining("AADSTS5005599") });
  });
});
