import type { InputOf } from "../../../preload/contract/methods.ts";

export type Scenario = InputOf<"session.startDemo">["scenario"];

export const scenarios: readonly { readonly value: Scenario; readonly title: string; readonly story: string }[] = [
  {
    value: "lockout",
    title: "Conditional Access lockout",
    story: "One evening's policy edits leave nobody able to sign in. Find the edits and put the policies back.",
  },
  {
    value: "hr-corruption",
    title: "HR feed gone wrong",
    story:
      "A connector overwrites departments, titles and managers. Put them back, but keep what people changed since.",
  },
  {
    value: "compromised-admin",
    title: "Compromised administrator",
    story: "Someone holds an administrator's account: users deleted, groups emptied, an application planted.",
  },
];

export const sizes = [200, 2_000, 5_000, 20_000] as const;
