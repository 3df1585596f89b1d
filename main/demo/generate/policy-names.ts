/** Names of the policies that the scenarios touch. */
export const policyNames = {
  everyoneMfa: "CA100 - Everyone - Require MFA",
  blockLegacy: "CA101 - Everyone - Block legacy authentication",
  adminsStrong: "CA001 - Admins - Require phishing-resistant MFA",
  blockCountries: "CA103 - Everyone - Block countries nobody signs in from",
} as const;
