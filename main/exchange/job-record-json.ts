import type { JobRecordContent } from "./job-record.ts";
import { recordedSteps } from "./job-record.ts";

/** The `record` document of the command line. */
export function* jobRecordJson(content: JobRecordContent): Generator<string> {
  const { plan, job } = content;
  const { id, purpose, undoes, by, startedAt, endedAt, state, verdict, checked } = job;
  const head = {
    job: id,
    purpose,
    ...(undoes === undefined ? {} : { undoes }),
    tenant: { id: plan.tenantId, name: plan.tenantName },
    by,
    startedAt,
    endedAt,
    state,
    verdict,
    ...(checked === undefined ? {} : { checked }),
    plan: { id: plan.id, hash: job.planHash, createdAt: plan.createdAt },
    target: plan.target,
    found: plan.found,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"steps":[`;
  let separator = "\n";
  for (const step of recordedSteps(content)) {
    yield `${separator}${JSON.stringify(step)}`;
    separator = ",\n";
  }
  yield "\n]}\n";
}
