import { expect, it } from "vitest";
import { idsInCsv } from "./ids-in-csv.ts";

const [anna, ben] = ["aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"];

it.each([
  ["commas", `displayName,id\n"Berg, Anna",${anna}\n"a;b",${ben}\n`],
  [
    "semicolons, with commas in names that need no quotation marks there",
    `Name;Object ID\nBerg, Anna;${anna}\nBen;${ben}\n`,
  ],
  ["tabs, with both in names", `id\tname\n${anna}\tBerg, Anna; HR\n${ben}\tBen\n`],
  ["no header", `${anna};Berg, Anna\n${ben};Ben\n`],
  ["a byte order mark and Windows' line ends", `\uFEFFid\r\n${anna}\r\n\r\n${ben}\r\n`],
])("reads ids between %s", (_what, text) => {
  expect(idsInCsv(text)).toEqual([anna, ben]);
});

it("finds none among names, and no file where a quotation mark is left open", () => {
  expect(idsInCsv("userPrincipalName;city\nanna@contoso.example;Kiel\n")).toEqual([]);
  expect(idsInCsv(`id\n"${anna}\n`)).toBeUndefined();
});
