import type { PlanAnswer } from "../../preload/contract/plan.ts";
import { planAnswerSchema } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** `--answer KEY=put-back ID=replace:OTHER` → the contract's answers. USAGE_INVALID names the one that makes no sense. */
export function readAnswerOptions(texts: readonly string[] = []): readonly PlanAnswer[] {
  return texts.map((text) => {
    const [, about, answer, replacement] = /^([^=]+)=([a-z-]+)(?::(.+))?$/u.exec(text.trim()) ?? [];
    const parsed = planAnswerSchema.safeParse({
      about,
      answer,
      ...(replacement === undefined ? {} : { with: replacement }),
    });
    if (parsed.success) return parsed.data;
    throw new ReinstateError(
      "USAGE_INVALID",
      `"${text}" is no answer. Write KEY=keep, KEY=put-back, ID=drop, ID=stop, ID=replace:OTHER-ID or policies=switch-on.`,
    );
  });
}
