import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const run = fileURLToPath(new URL("run.ts", import.meta.url));

it("prints each measure with its goal", { timeout: 60_000 }, () => {
  const text = execFileSync(process.execPath, [run, "--users", "2000"], { encoding: "utf8" });
  expect(text).toMatch(/^2480 objects, 3 MB of JSON, 20 changed/);
  for (const measure of [
    /seal the first snapshot +≤ 2000 ms +\d+ ms/,
    /on disk +≤ 20 MB +\d/,
    /seal the second, full read +≤ 1500 ms/,
    /added +≤ 0.5 MB/,
    /seal the second, delta round +≤ 150 ms/,
    /in a process that has just begun +≤ 150 ms/,
    /report of 20 changed objects, with attribution +≤ 50 ms/,
    /report of 2000 changed objects, without attribution +≤ 1500 ms/,
    /report of 2000 changed objects, with attribution +≤ 1500 ms/,
    /memory .*≤ 300 MB +[1-9]/,
    /check: .*≤ 1500 ms/,
    /capture, report and check at once: longest turn of one +≤ 500 ms +\d+ ms/,
    /plan for 1000 user attributes +≤ 2000 ms/,
    /capture of 1,000 users +0 refused +\d+\.\d % of the read limit, \d+ s, 0 refused +met/,
    /while there is more to ask than the limit lets through +≥ 95 % of it +9\d\.\d % in [\d.]+ s; [\d.]+ s for answers.* met/,
    /capture of 20,000 users, the first 2,\d+ +0 refused +.*, 0 refused +met/,
    /requests +≥ [\d,]+ +[\d,]+ \(1\.\d\d times the least\) +met/,
    /1,000 attribute writes, 200 ms an answer +≥ 95 % of 20 a second +9\d\.\d %, \d+ s, 0 refused +met/,
    /1,000 attribute writes, 1500 ms an answer +≥ 95 % of 20 a second +9\d\.\d %, \d+ s, 0 refused/,
  ])
    expect(text).toMatch(measure);
});
