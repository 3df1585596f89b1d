import type { Page } from "@playwright/test";

/** Which of the texts the page's memory still holds, after its garbage is gone. */
export async function heldInMemory(page: Page, texts: readonly string[]): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  const { strings } = JSON.parse(chunks.join("")) as { readonly strings: readonly string[] };
  return texts.filter((text) => strings.some((held) => held.includes(text)));
}
