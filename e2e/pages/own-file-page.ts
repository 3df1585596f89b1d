import { expect, type Page } from "@playwright/test";

/** The window in which the host itself asks for a file; the page with the screens cannot name one. */
export class OwnFilePage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Does what makes the host ask, and waits until it does. */
  static async after(page: Page, action: () => Promise<void>, title: string | RegExp): Promise<OwnFilePage> {
    const [opened] = await Promise.all([page.context().waitForEvent("page"), action()]);
    await expect(opened.getByRole("heading", { level: 1, name: title })).toBeVisible();
    return new OwnFilePage(opened);
  }

  /** With the browser's own file dialog. */
  async pick(path: string): Promise<void> {
    await this.page.getByLabel("File (choose it, or drop it here)").setInputFiles(path);
    await this.#open();
  }

  async type(path: string): Promise<void> {
    await this.page.getByLabel("Or its path").fill(path);
    await this.#open();
  }

  async #open(): Promise<void> {
    const closed = this.page.waitForEvent("close");
    // Not waited for: the page goes with it.
    await this.page.getByRole("button", { name: "Open" }).click({ noWaitAfter: true });
    await closed;
  }
}
