import { expect, type Page } from "@playwright/test";

/** The window in which the host itself asks before anything is written; the page with the review cannot reach it. */
export class OwnConfirmation {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Does what makes the host ask, and waits until it does. */
  static async after(page: Page, action: () => Promise<void>): Promise<OwnConfirmation> {
    const [opened] = await Promise.all([page.context().waitForEvent("page"), action()]);
    await expect(opened.getByRole("heading", { level: 1, name: "Write this plan to the tenant?" })).toBeVisible();
    return new OwnConfirmation(opened);
  }

  async says(line: string | RegExp): Promise<void> {
    await expect(this.page.getByRole("listitem").filter({ hasText: line }).first()).toBeVisible();
  }

  /** As a person with only a keyboard does: the field has the focus. */
  async type(word: string): Promise<void> {
    const closed = this.page.waitForEvent("close");
    await expect(this.page.getByRole("textbox")).toBeFocused();
    await this.page.keyboard.type(word);
    await this.page.keyboard.press("Enter");
    await closed;
  }

  async cancel(): Promise<void> {
    const closed = this.page.waitForEvent("close");
    await this.page.getByRole("button", { name: "Cancel" }).click();
    await closed;
  }
}
