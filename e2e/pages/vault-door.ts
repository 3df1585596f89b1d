import { expect, type Locator, type Page } from "@playwright/test";

/** The locked screen, as a person sees it. */
export class VaultDoor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1, name: /is locked$/u });
  }

  async unlock(passphrase: string): Promise<void> {
    await expect(this.page.getByLabel("Passphrase")).toBeFocused({ timeout: 60_000 });
    await this.page.keyboard.type(passphrase);
    await this.page.keyboard.press("Enter");
    await expect(this.heading).toHaveCount(0);
  }
}
