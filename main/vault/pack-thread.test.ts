import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { type PackJob, PackThread } from "./pack-thread.ts";
import { compress, decompress } from "./zstd.ts";

const threads: PackThread[] = [];
afterEach(() => {
  for (const thread of threads.splice(0)) thread.close();
});

function newThread(): PackThread {
  const thread = new PackThread();
  threads.push(thread);
  return thread;
}

const content = Buffer.from('{"displayName":"Ada"}'.repeat(2000));
const given = (job: PackJob | undefined): PackJob => {
  if (job === undefined) throw new Error("the thread did not take the job");
  return job;
};

describe("a second thread for packs", () => {
  it("compresses and opens as this one does, again and again", () => {
    const thread = newThread();
    for (let round = 0; round < 12; round += 1) {
      const packed = Buffer.from(thread.take(given(thread.compress(content))));
      expect(packed).toEqual(compress(content));
      expect(thread.take(given(thread.decompress(packed, content.length)))).toEqual(content);
    }
  });

  it("takes several jobs, and refuses more than it has room for", () => {
    const thread = newThread();
    const jobs = Array.from({ length: 4 }, () => given(thread.compress(content)));
    expect(thread.isFree).toBe(false);
    expect(thread.compress(content)).toBeUndefined();
    for (const job of jobs) expect(Buffer.from(thread.take(job))).toEqual(compress(content));
    expect(thread.isFree).toBe(true);
  });

  it("leaves what is too large for it to whoever asks", () => {
    const thread = newThread();
    const large = randomBytes(3 * 1024 * 1024);
    expect(thread.compress(large)).toBeUndefined();
    expect(thread.decompress(compress(large), large.length)).toBeUndefined();
  });

  it("says of altered content what this thread says", () => {
    const thread = newThread();
    const altered = compress(content);
    altered[0] = (altered[0] ?? 0) ^ 0xff;
    const codeOf = (work: () => unknown) => {
      try {
        work();
        return "nothing";
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    const here = codeOf(() => decompress(altered, content.length));
    expect(here).not.toBe("nothing");
    expect(codeOf(() => thread.take(given(thread.decompress(altered, content.length))))).toBe(here);
    const short = compress(content.subarray(1));
    expect(() => thread.take(given(thread.decompress(short, content.length)))).toThrow(/altered/);
  });

  it("is done without where it has ended", () => {
    const thread = newThread();
    const job = given(thread.compress(content));
    thread.close();
    expect(decompress(thread.take(job), content.length)).toEqual(content);
    expect(thread.compress(content)).toBeUndefined();
  });

  it("is not ended while it is at work, which would end the whole process", () => {
    const thread = newThread();
    const jobs = Array.from({ length: 4 }, () => given(thread.compress(randomBytes(500_000))));
    thread.close();
    expect(jobs.filter((job) => !thread.isDone(job))).toEqual([]);
  });

  it("forgets a job that nobody wants any more", () => {
    const thread = newThread();
    for (let round = 0; round < 9; round += 1) thread.drop(given(thread.compress(content)));
    expect(Buffer.from(thread.take(given(thread.compress(content))))).toEqual(compress(content));
  });
});
