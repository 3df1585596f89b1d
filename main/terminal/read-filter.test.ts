import { expect, it } from "vitest";
import { readFilter } from "./read-filter.ts";

it("a day without a time is the whole of it, on this computer's clock", async () => {
  const filter = await readFilter({ since: "2026-11-27", until: "2026-11-27" });
  expect(filter.since).toBe(new Date(2026, 10, 27).toISOString());
  expect(filter.until).toBe(new Date(2026, 10, 27, 23, 59, 59, 999).toISOString());
});

it("a time is what it says", async () => {
  const filter = await readFilter({ since: "2026-11-27T02:10Z", until: "2026-11-27T03:10:00+02:00" });
  expect(filter).toEqual({ since: "2026-11-27T02:10:00.000Z", until: "2026-11-27T01:10:00.000Z" });
});

it("a day that does not exist is refused", async () => {
  await expect(readFilter({ until: "2026-13-40" })).rejects.toMatchObject({ code: "USAGE_INVALID" });
});
