import { expect, type Locator, type Page } from "@playwright/test";

/** The explorer, one object in it, and that object's history, as a person sees them. */
export class ExplorerPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get list(): Locator {
    return this.page.getByRole("grid", { name: "Objects" });
  }

  get search(): Locator {
    return this.page.getByRole("searchbox", { name: "Search this snapshot" });
  }

  get attributes(): Locator {
    return this.page.getByRole("table", { name: "Attributes" });
  }

  get moments(): Locator {
    return this.page.getByRole("list", { name: "Moments" });
  }

  get change(): Locator {
    return this.page.getByRole("region", { name: "Change", exact: true });
  }

  attribute(path: string): Locator {
    return this.attributes.getByRole("row", { name: new RegExp(`^${path}`, "u") });
  }

  row(name: string | RegExp): Locator {
    return this.list.getByRole("row", { name });
  }

  async open(): Promise<void> {
    await this.page.getByRole("link", { name: "Explorer" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: "Explorer" })).toBeVisible();
  }

  async choose(label: "Snapshot" | "As it was in snapshot", snapshot: number): Promise<void> {
    const select = this.page.getByRole("combobox", { name: label, exact: true });
    await select.selectOption(String(snapshot));
  }

  /** From an object: what changed in it between this snapshot and another time. */
  async compareWith(other: string | RegExp): Promise<void> {
    await this.page.getByRole("button", { name: "Compare with another time" }).click();
    await this.page.getByRole("menuitem", { name: other }).click();
  }
}
