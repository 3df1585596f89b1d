import { expect, type Locator, type Page } from "@playwright/test";

/** The wizard as a person sees it. */
export class RecoveryWizard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get makePlan(): Locator {
    return this.page.getByRole("button", { name: "Make the plan" });
  }

  get proceed(): Locator {
    return this.page.getByRole("button", { name: "Continue" });
  }

  get confirmation(): Locator {
    return this.page.getByRole("textbox", { name: /Type the tenant/u });
  }

  get recoverNow(): Locator {
    return this.page.getByRole("button", { name: "Recover now" });
  }

  get steps(): Locator {
    return this.page.getByRole("grid", { name: "Steps of the plan" });
  }

  attribute(path: string): Locator {
    return this.page.getByRole("checkbox", { name: new RegExp(`^${path}, `, "u") });
  }

  async isAt(step: "Choose what to put back" | "Review the plan" | "Confirm"): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1, name: step })).toBeVisible();
  }

  /** Waits for the end of the job, however long it takes. */
  async hasVerdict(verdict: "complete" | "partial" | "failed"): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1, name: `Recovery: ${verdict}` })).toBeVisible({
      timeout: 120_000,
    });
  }
}
