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
    ["AADSTS53003", "Conditional Access blocked"],
  ])("%s has a sentence of its own, without the service's text", (number, words) => {
    const refused = signInError(
      new AuthError("invalid_grant", "", `${number}: User 'ann@contoso.example' ...`),
      undefined,
    );
    expect(refused).toMatchObject({ code: "SIGN_IN_NEEDED", message: expect.stringContaining(words) });
    expect(JSON.stringify(refused) + String(refused)).not.toContain("ann@contoso");
  });

  it("does not take a longer number for a shorter one, and asks for a person where one would help", () => {
    const unknown = signInError(
      new InteractionRequiredAuthError("interaction_required", "", "AADSTS5005599: x"),
      undefined,
    );
    expect(unknown).toMatchObject({ code: "SIGN_IN_NEEDED", message: expect.stringContaining("AADSTS5005599") });
  });
});
