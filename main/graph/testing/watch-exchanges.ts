import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { demoExchanges, sentExchanges, type WatchedExchange } from "../watched-exchanges.ts";
import { type Judgement, judgeAnswers, judgeRequests } from "./judge-exchange.ts";
import { hasPublishedModel } from "./published-model.ts";

/** The folder in which all processes and threads of a test run leave what they judged. */
export const recordsVariable = "REINSTATE_TEST_EXCHANGES";

export interface Tally {
  requests: number;
  answers: number;
  readonly faults: string[];
}

/** Judges every exchange of this thread from now on. `takeFaults` gives each fault once. */
export function watchExchanges() {
  const tally: Tally = { requests: 0, answers: 0, faults: [] };
  const known = new Set<string>();
  const judgeWith =
    (judge: (exchange: WatchedExchange) => Judgement, count: "requests" | "answers") => (message: unknown) => {
      const { judged, faults } = judge(message as WatchedExchange);
      tally[count] += judged;
      for (const fault of faults) {
        const line = `${count.slice(0, -1)} ${fault}`;
        if (known.has(line)) continue;
        known.add(line);
        tally.faults.push(line);
        record({ fault: line });
      }
    };
  const onSent = judgeWith(judgeRequests, "requests");
  const onAnswered = judgeWith(judgeAnswers, "answers");
  if (hasPublishedModel) {
    sentExchanges.subscribe(onSent);
    demoExchanges.subscribe(onAnswered);
  }
  return {
    takeFaults: () => tally.faults.splice(0),
    /** Ends watching and leaves the counts. */
    end() {
      sentExchanges.unsubscribe(onSent);
      demoExchanges.unsubscribe(onAnswered);
      const { requests, answers } = tally;
      if (requests + answers > 0) record({ requests, answers });
    },
  };
}

/** At once: a process that is killed has told what it found. */
function record(line: Readonly<Record<string, string | number>>): void {
  const folder = process.env[recordsVariable];
  if (folder === undefined) return;
  appendFileSync(join(folder, `${process.pid}-${threadId}.jsonl`), `${JSON.stringify(line)}\n`, { mode: 0o666 });
}
