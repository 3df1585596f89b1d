import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Of axe's rules only the contrast can come out differently in other colours. */
const contrast = { type: "rule", values: ["color-contrast"] } as const;
const rulesIn = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
  dark: contrast,
  "high contrast": contrast,
} as const;

/** What axe finds serious or critical on the screen as it is, light, dark and in the system's high contrast: rule and place. */
export async function axeFindings(page: Page, screen: string): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const scheme of ["light", "dark", "high contrast"] as const) {
    await page.emulateMedia({
      colorScheme: scheme === "light" ? "light" : "dark",
      forcedColors: scheme === "high contrast" ? "active" : "none",
      reducedMotion: "reduce",
    });
    await page.evaluate(settleColours);
    // Bringing axe into the page takes longer than looking: once for all three.
    const { violations } = await new AxeBuilder({ page, ...(scheme === "light" ? {} : { axeSource: ";" }) })
      // The other way opens a second page, which the app's window does not allow.
      .setLegacyMode(true)
      // Monaco's thousands of spans are its makers' to prove; they take axe half a minute.
      .exclude(".monaco-editor")
      // Fluent's own stops for the keyboard pass the focus on at once.
      .exclude("[data-tabster-dummy]")
      .options({ resultTypes: ["violations"], runOnly: { ...rulesIn[scheme], values: [...rulesIn[scheme].values] } })
      .analyze();
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    findings.push(
      ...grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${screen}, ${scheme}: ${id} at ${target}`)),
    );
  }
  return findings;
}

/** Runs in the page: other colours are there with the next drawing, some of them by and by, and a dialog comes in little by little. */
async function settleColours(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
  const changing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  // One whose element went meanwhile may never say that it has ended.
  const patience = new Promise((end) => setTimeout(end, 5000));
  await Promise.race([Promise.allSettled(changing.map(({ finished }) => finished)), patience]);
}
