import { describe, expect, it } from "vitest";
import { judgeSignature } from "./judge-signature.ts";

const file = String.raw`C:\Users\ann\AppData\Local\reinstate-updater\pending\temp-Reinstate.exe`;
const numbers = (text: string) => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)).join(" ");
const printed = (subject: string, { status = "0", path = file } = {}) =>
  `${status}\r\n${numbers(path)}\r\n${numbers(subject)}\r\n`;
const subject = 'CN=Beispiel GmbH, O="Beispiel, ""die"" GmbH", L=Köln, C=DE';

describe("whose an installer is", () => {
  it.each([["Beispiel GmbH"], [subject], ["CN=Beispiel GmbH, C=DE"], ["C=DE, CN=Beispiel GmbH"]])(
    "is ours when the publisher is %s",
    (publisher) => {
      expect(judgeSignature(printed(subject), file, ["somebody before", publisher])).toBeNull();
      expect(judgeSignature(printed(subject, { path: file.toUpperCase() }), file, [publisher])).toBeNull();
    },
  );

  it.each([
    ["somebody else's", printed("CN=Evil, C=DE")],
    ["somebody's who has our name elsewhere", printed('CN=Evil, O="CN=Beispiel GmbH", C=DE')],
    ["somebody's who has our name as well", printed("CN=Evil, CN=Beispiel GmbH, C=DE")],
    ["one whose name only begins so", printed("CN=Beispiel GmbH Evil, C=DE")],
    ["not signed", printed("", { status: "2" })],
    ["altered after it was signed", printed(subject, { status: "3" })],
    ["not what was looked at", printed(subject, { path: String.raw`C:\Windows\explorer.exe` })],
    ["signed without a name", printed("")],
    ["unknown, since nothing was said", ""],
    ["unknown, since something else was said", "Get-AuthenticodeSignature : this was blocked by your administrator"],
  ])("is refused when it is %s", (_what, said) => {
    expect(judgeSignature(said, file, ["Beispiel GmbH"])).toMatch(/\.$/u);
    expect(judgeSignature(said, file, [subject])).toMatch(/\.$/u);
  });

  it.each([[[]], [[""]], [["C=DE"]]])("is nobody's where the publishers are %j", (publishers) => {
    expect(judgeSignature(printed(subject), file, publishers)).toMatch(/\.$/u);
    expect(judgeSignature(printed(""), file, publishers)).toMatch(/\.$/u);
  });
});
