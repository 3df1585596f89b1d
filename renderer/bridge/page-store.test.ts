import { expect, it, vi } from "vitest";
import { PageStore, pageSize } from "./page-store.ts";

const total = 100_000;
const numbers = async (offset: number, limit: number) => ({
  total,
  items: Array.from({ length: Math.min(limit, total - offset) }, (_, index) => offset + index),
});

it("fetches what is looked at and nothing else", async () => {
  const fetchPage = vi.fn(numbers);
  const store = new PageStore(fetchPage);
  store.want(0, 20);
  await vi.waitFor(() => expect(store.total).toBe(total));
  store.want(99_990, 99_999);
  await vi.waitFor(() => expect(store.item(99_999)).toBe(99_999));
  expect(store.item(5)).toBe(5);
  expect(store.item(50_000)).toBeUndefined();
  expect(fetchPage.mock.calls).toEqual([
    [0, pageSize],
    [99_800, pageSize],
  ]);
});

it("skips pages that were scrolled past while another was on its way", async () => {
  const fetchPage = vi.fn(numbers);
  const store = new PageStore(fetchPage);
  for (let row = 0; row <= 60_000; row += 100) store.want(row, row + 20);
  await vi.waitFor(() => expect(store.item(60_000)).toBe(60_000));
  expect(fetchPage.mock.calls.length).toBeLessThanOrEqual(3);
});

it("stays small over a long scroll", async () => {
  const store = new PageStore(numbers);
  for (let page = 0; page < 100; page += 1) {
    store.want(page * pageSize, page * pageSize);
    await vi.waitFor(() => expect(store.item(page * pageSize)).toBe(page * pageSize), { interval: 1 });
  }
  const held = Array.from({ length: 100 }, (_, page) => store.item(page * pageSize)).filter(
    (item) => item !== undefined,
  );
  expect(held.length).toBeLessThanOrEqual(40);
});

it("says why a page did not come, and gets it when asked again", async () => {
  const fetchPage = vi.fn(numbers).mockRejectedValueOnce(new Error("gone"));
  const store = new PageStore(fetchPage);
  store.want(0, 0);
  await vi.waitFor(() => expect(store.error?.code).toBe("INTERNAL"));
  store.retry();
  await vi.waitFor(() => expect(store.item(0)).toBe(0));
  expect(store.error).toBeUndefined();
});
