import { expect, it } from "vitest";
import { openRow, rowId, sealRow, takeSealingKey } from "./sealing-key.ts";

const [bytes, others] = [32, 32].map((size) => [...crypto.getRandomValues(new Uint8Array(size))]) as [
  number[],
  number[],
];
const content = { actor: "adm.ingrid.solberg@nordwind.example", label: "Ingrid" };

it("opens what it sealed, and shows nothing of it to others", async () => {
  const key = await takeSealingKey(bytes);
  const row = await sealRow(key, "draft", content);
  expect(await openRow(await takeSealingKey(bytes), row)).toEqual(content);
  const raw = new TextDecoder("latin1").decode(row.content) + row.id;
  expect(raw).not.toMatch(/ingrid|actor/iu);
  expect((await sealRow(key, "draft", content)).nonce).not.toEqual(row.nonce);
});

it("gives script of the page no way to the key's bytes", async () => {
  const { key } = await takeSealingKey(bytes);
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
});

it("opens nothing that another vault sealed, that was altered, or that was laid in another place", async () => {
  const key = await takeSealingKey(bytes);
  const row = await sealRow(key, "draft", content);
  const altered = Uint8Array.from(row.content, (byte, index) => (index === 3 ? byte ^ 1 : byte));
  expect(await openRow(await takeSealingKey(others), row)).toBeUndefined();
  expect(await openRow(key, { ...row, content: altered })).toBeUndefined();
  expect(await openRow(key, { ...row, id: rowId(key, "filters") })).toBeUndefined();
  expect(await openRow(key, { ...row, nonce: new Uint8Array(0) })).toBeUndefined();
});

it("keeps the rows of two vaults apart without naming either", async () => {
  const [one, other] = [await takeSealingKey(bytes), await takeSealingKey(others)];
  expect(rowId(one, "draft")).not.toBe(rowId(other, "draft"));
  expect(rowId(await takeSealingKey(bytes), "draft")).toBe(rowId(one, "draft"));
});
