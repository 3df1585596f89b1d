import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { Terminal } from "./terminal.ts";

/** A terminal with somebody at it, who types `keys` when asked. */
function typing(keys: string, options: { readonly json?: boolean } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = new PassThrough({ encoding: "utf8" });
  const diagnostics = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, columns: 60 });
  let time = 0;
  const now = () => (time += 1000);
  const terminal = new Terminal({ input, output, diagnostics, json: options.json === true, quiet: false, now });
  input.write(keys);
  return { terminal, said: () => String(diagnostics.read() ?? ""), result: () => String(output.read() ?? "") };
}

describe("questions", () => {
  it("reads a passphrase without showing it, with corrections", async () => {
    const { terminal, said } = typing("hunteX\u007fr2\r");
    expect(await terminal.askHidden("Passphrase: ")).toBe("hunter2");
    expect(said()).toBe("Passphrase: \n");
  });

  it.each(["\u0003", "\u0004"])("is cancelled by Ctrl-C and Ctrl-D (%j)", async (key) => {
    await expect(typing(key).terminal.askHidden("Passphrase: ")).rejects.toMatchObject({ code: "CANCELLED" });
    await expect(typing(key).terminal.ask("Name: ")).rejects.toMatchObject({ code: "CANCELLED" });
  });

  it("reads a visible answer", async () => {
    expect(await typing("Contoso\r").terminal.ask("Name: ")).toBe("Contoso");
  });
});

describe("what is said", () => {
  const progress = {
    work: "capture",
    message: "Reading users",
    done: 1500,
    total: 20_000,
    perSecond: 3000,
    secondsLeft: 6.2,
  } as const;

  it("keeps results and diagnostics apart; with --json only the document is a result", () => {
    const { terminal, said, result } = typing("", { json: true });
    terminal.line("for people");
    terminal.document({ for: "programs" });
    terminal.note("a note");
    expect([JSON.parse(result()), said()]).toEqual([{ for: "programs" }, "a note\n"]);
  });

  it("does not let a name steer the terminal", () => {
    const { terminal, said, result } = typing("");
    terminal.line("user  \u001b]0;owned\u0007 \u202eevil\nnext");
    terminal.error("\u009b2J");
    expect(result()).toBe("user  \\u001b]0;owned\\u0007 \\u202eevil\nnext\n");
    expect(said()).toBe("\\u009b2J\n");
  });

  it("draws progress with count, rate and time left in one line, and clears it before other words", () => {
    const { terminal, said } = typing("");
    terminal.progress(progress);
    expect(said()).toBe("\r\u001b[KReading users  1,500 of 20,000  3,000/s  6.2 s left");
    terminal.progress({ ...progress, message: "x".repeat(200) });
    expect(said()).toHaveLength("\r\u001b[K".length + 59);
    terminal.note("done");
    expect(said()).toBe("\r\u001b[Kdone\n");
  });
});
