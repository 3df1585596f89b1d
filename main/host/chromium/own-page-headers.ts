import { questionPolicy } from "./question-page.ts";

/** Of the pages in which the host itself asks. */
export const ownPageHeaders = {
  "content-security-policy": questionPolicy,
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};
