import type { Page } from "@playwright/test";

export const windowDatabase = "reinstate-window";

/** All that the window keeps on this computer outside the vault, as text: raw databases, storage, cookies, its address. */
export function readWindowStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const ended = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const asText = (value: unknown): unknown => {
      if (value instanceof CryptoKey) throw new Error("a key lies in the database");
      return value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value;
    };
    const parts: unknown[] = [
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      history.state,
    ];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await ended(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        parts.push([name, store, await ended(objects.getAllKeys()), await ended(objects.getAll())]);
      }
      database.close();
    }
    return JSON.stringify(parts, (_, value) => asText(value));
  });
}

/** The window's database as the first version of the product left it: nothing in it was sealed. */
export function layFirstVersion(page: Page, canary: string): Promise<void> {
  return page.evaluate(
    async ([name, text]) => {
      const settled = (request: IDBRequest) =>
        new Promise<void>((resolve, reject) => {
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
        });
      // Asked for at once: the page that is open must not come in between.
      const deleting = settled(indexedDB.deleteDatabase(name));
      const opening = indexedDB.open(name, 10);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore("preferences", { keyPath: "id" });
        opening.result.createObjectStore("filters", { keyPath: "id", autoIncrement: true });
        opening.result.createObjectStore("drafts", { keyPath: "id" });
      };
      await Promise.all([deleting, settled(opening)]);
      const changing = opening.result.transaction(["preferences", "filters", "drafts"], "readwrite");
      changing.objectStore("preferences").put({ id: "window", theme: "dark", inlineDiff: true });
      changing.objectStore("filters").put({ label: text, filter: { filter: {}, leftOut: [] } });
      changing.objectStore("drafts").put({ id: "recovery", tenantId: text, choice: null, planId: text });
      await new Promise((resolve) => {
        changing.oncomplete = resolve;
      });
      opening.result.close();
    },
    [windowDatabase, canary] as const,
  );
}

/** Another shape under the same name and a newer number, as a program gone wrong might leave it. */
export function breakWindowDatabase(page: Page): Promise<void> {
  return page.evaluate(async (name) => {
    const settled = (request: IDBRequest) =>
      new Promise<void>((resolve, reject) => {
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      });
    await settled(indexedDB.deleteDatabase(name));
    const opening = indexedDB.open(name, 990);
    opening.onupgradeneeded = () => opening.result.createObjectStore("sealed");
    await settled(opening);
    opening.result.close();
  }, windowDatabase);
}
