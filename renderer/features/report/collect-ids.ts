import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import type { Client } from "../../bridge/client.ts";

/** The largest page that the contract allows. */
const page = 1000;

/** The ids of all changes that the filter matches, for when all of them but a few are wanted. */
export async function collectIds(client: Client, reportId: string, filter: ChangeFilter): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let offset = 0, total = 1; offset < total; offset += page) {
    const input = { reportId, filter, sort: "type", descending: false, offset, limit: page } as const;
    const answer = await client.call("report.page", input);
    for (const row of answer.rows) ids.add(row.id);
    total = answer.total;
  }
  return ids;
}
