import { setTimeout } from "node:timers/promises";

/** The answer, or what stands for it where it takes longer: what a start waits for may never come. */
export async function inTime<Answer>(answer: Promise<Answer>, patienceMs: number, otherwise: Answer): Promise<Answer> {
  const answered = new AbortController();
  try {
    return await Promise.race([answer, setTimeout(patienceMs, otherwise, { signal: answered.signal })]);
  } finally {
    answered.abort();
  }
}
