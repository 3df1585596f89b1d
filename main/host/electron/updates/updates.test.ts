import { beforeEach, describe, expect, it } from "vitest";
import { UpdateRefused, Updates, type UpdatesOptions } from "./updates.ts";

let happened: string[];
let busy: boolean;
let answer: boolean;
let fetching: (signal: AbortSignal) => Promise<void>;
let proving: () => Promise<void>;
let found: () => Promise<string | undefined>;
let options: UpdatesOptions;

beforeEach(() => {
  happened = [];
  busy = false;
  answer = true;
  found = async () => "2.0.0";
  fetching = async () => undefined;
  proving = async () => undefined;
  options = {
    source: {
      find: () => found(),
      fetch: async (signal) => {
        happened.push("fetch");
        await fetching(signal);
      },
      prove: () => proving(),
      install: () => happened.push("install"),
    },
    isBusy: () => busy,
    ask: async (version) => {
      happened.push(`ask ${version}`);
      return answer;
    },
    tell: async (sentence) => void happened.push(sentence),
    endWork: async () => void happened.push("end work"),
  };
});

describe("updates", () => {
  it("are fetched, offered and installed once the engine has ended", async () => {
    expect(await new Updates(options).look()).toBe("installing");
    expect(happened).toEqual(["fetch", "ask 2.0.0", "end work", "install"]);
  });

  it("are not even looked for while work runs", async () => {
    busy = true;
    expect(await new Updates(options).look()).toBe("busy");
    expect(happened).toEqual([]);
  });

  it("give way to work that begins during the download", async () => {
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    fetching = (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("cancelled")));
        start();
      });
    const updates = new Updates(options);
    const looking = updates.look();
    await started;
    updates.workBegins();
    expect(await looking).toBe("busy");
    expect(happened).toEqual(["fetch"]);
  });

  it("are not offered when work began and the download had ended all the same", async () => {
    fetching = async () => {
      busy = true;
    };
    expect(await new Updates(options).look()).toBe("busy");
    expect(happened).toEqual(["fetch"]);
  });

  it("are not installed over work that began while the question stood there", async () => {
    options = {
      ...options,
      ask: async () => {
        busy = true;
        return true;
      },
    };
    expect(await new Updates(options).look()).toBe("busy");
    expect(happened).toEqual(["fetch", expect.stringContaining("not installed now")]);
  });

  it("are not installed against the person's will", async () => {
    answer = false;
    expect(await new Updates(options).look()).toBe("declined");
    expect(happened).not.toContain("install");
  });

  it("are thrown away, and that is told, when they are not the publisher's", async () => {
    fetching = async () => {
      throw new UpdateRefused("ERR_UPDATER_INVALID_SIGNATURE");
    };
    expect(await new Updates(options).look()).toBe("refused");
    expect(happened).toEqual(["fetch", expect.stringContaining("nothing on this computer proves")]);
  });

  it("are not installed when somebody exchanged the file while the question stood there", async () => {
    proving = async () => {
      throw new UpdateRefused();
    };
    expect(await new Updates(options).look()).toBe("refused");
    expect(happened).toEqual(["fetch", "ask 2.0.0", expect.stringContaining("nothing on this computer proves")]);
  });

  it("do not bother anybody when the channel cannot be reached or has nothing new", async () => {
    found = async () => {
      throw new Error("ENOTFOUND");
    };
    expect(await new Updates(options).look()).toBe("unreachable");
    found = async () => undefined;
    expect(await new Updates(options).look()).toBe("newest");
    expect(happened).toEqual([]);
  });

  it("are looked for once at a time", async () => {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    found = () => promise;
    const updates = new Updates(options);
    const first = updates.look();
    expect(await updates.look()).toBe("busy");
    resolve(undefined);
    expect(await first).toBe("newest");
  });
});
