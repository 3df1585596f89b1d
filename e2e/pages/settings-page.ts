import type { Locator, Page } from "@playwright/test";

export const sections = [
  "Retention",
  "Schedule",
  "Notifications",
  "Keys",
  "Copies",
  "Tenant",
  "Privacy",
  "General",
  "About",
] as const;

/** The settings as a person sees them. */
export class SettingsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get saved(): Locator {
    return this.page.getByText(/^Saved\./u);
  }

  get floor(): Locator {
    return this.page.getByRole("spinbutton", { name: "Floor (days)" });
  }

  get copyFolder(): Locator {
    return this.page.getByRole("textbox", { name: "Folder for another copy" });
  }

  get secret(): Locator {
    return this.page.getByLabel(/that opens the vault now/u);
  }

  get recoveryKeyDialog(): Locator {
    return this.page.getByRole("alertdialog", { name: "Your recovery key" });
  }

  async open(section: (typeof sections)[number]): Promise<void> {
    await this.page.getByRole("link", { name: "Settings", exact: true }).click();
    await this.page.getByRole("tab", { name: section }).click();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole("button", { name }).click();
  }
}
