import type { Page } from "@playwright/test";
import type { TransportRequest } from "../../main/graph/graph.ts";
import { OwnConfirmation } from "../pages/own-confirmation.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { tabTo } from "../pages/tab-to.ts";
import { VaultDoor } from "../pages/vault-door.ts";
import { expect, test } from "../reinstate-test.ts";
import { compareBoth, type ServedTenant, serveTenant } from "../served-tenant.ts";
import { isWrite } from "../write-counter.ts";

let tenant: ServedTenant;
test.beforeEach(async () => {
  tenant = await serveTenant("hr-corruption", 100);
});
test.afterEach(() => tenant.close());

function openChoice() {
  const { folder, cloud } = tenant;
  return { demo: false, folder, cloud, openExternal: (url: string) => tenant.browser(url) } as const;
}

/** From the timeline to the review of a plan for all that the HR connector did. */
async function planAll(page: Page): Promise<RecoveryWizard> {
  const wizard = new RecoveryWizard(page);
  await compareBoth(page);
  await page.getByRole("checkbox", { name: /^Kiruna HR Connector, /u }).check();
  await page.getByRole("button", { name: /^Recover \d+ /u }).click();
  await wizard.makePlan.click();
  await wizard.isAt("Review the plan");
  return wizard;
}

async function confirm(page: Page, press: () => Promise<void>): Promise<void> {
  const confirmation = await OwnConfirmation.after(page, press);
  await confirmation.type(tenant.passphrase);
}

async function recover({ page, proceed, confirmation, recoverNow }: RecoveryWizard): Promise<void> {
  await proceed.click();
  await confirmation.fill("RECOVER");
  await confirm(page, () => recoverNow.click());
}

/** Old tokens are worth nothing from the moment of `isMeant` on; refresh tokens that were known by then neither. */
function loseSignInAt(isMeant: (request: TransportRequest) => boolean): void {
  const { demo } = tenant;
  const refused = new Set<string>();
  let lost = false;
  tenant.between = async (request) => {
    if (!lost && isMeant(request)) {
      lost = true;
      demo.advance(2000);
      demo.faults.revoked = { before: Date.parse(demo.now()), of: "requests" };
      tenant.browser = decline;
    }
    const form = new URLSearchParams(request.url.includes("/oauth2/") ? request.body : "");
    const token = form.get("refresh_token");
    if (!lost || token === null) return undefined;
    if (tenant.browser === decline) refused.add(token);
    return refused.has(token) ? noLongerValid : undefined;
  };
}

const noLongerValid = {
  status: 400,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    error: "invalid_grant",
    error_description: "AADSTS50173: The provided grant has expired due to it being revoked.",
    error_codes: [50173],
    suberror: "bad_token",
  }),
};

/** The person closes the sign-in's page. */
async function decline(url: string): Promise<void> {
  const query = new URL(url).searchParams;
  const body = new URLSearchParams({ error: "access_denied", state: query.get("state") ?? "" });
  await fetch(query.get("redirect_uri") ?? "", { method: "POST", body });
}

test("a sign-in that is lost in the middle of a recovery pauses it; signed in again, it goes on and does nothing twice", async ({
  openApp,
}) => {
  const { page, complaints } = await openApp(openChoice());
  await new VaultDoor(page).unlock(tenant.passphrase);
  const wizard = await planAll(page);
  loseSignInAt((request) => isWrite(request) && tenant.writes.total > 0);
  await recover(wizard);
  await expect(page.getByRole("heading", { level: 1, name: "Recovery: interrupted" })).toBeVisible();
  await expect(page.getByText("It was interrupted")).toBeVisible();
  const before = tenant.writes.total;
  expect(before).toBeGreaterThan(0);

  // The person is back at the browser.
  let signedIn = 0;
  tenant.browser = async (url) => {
    signedIn += 1;
    await tenant.demo.openBrowser(url);
  };
  await confirm(page, () => page.getByRole("button", { name: "Resume" }).click());
  await wizard.hasVerdict("complete");
  await expect(page.getByText("It was interrupted")).toHaveCount(0);
  expect(signedIn).toBe(1);
  expect(tenant.writes.total).toBeGreaterThan(before);
  expect(tenant.writes.repeated).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a window that is closed in the middle of a recovery opens again where it was, and finishes it without doing anything twice", async ({
  openApp,
}) => {
  const first = await openApp(openChoice());
  await new VaultDoor(first.page).unlock(tenant.passphrase);
  const reviewed = await planAll(first.page);
  const steps = await reviewed.steps.getAttribute("aria-rowcount");
  await first.close();

  // The draft is there: the same plan, to be reviewed again.
  const second = await openApp(openChoice());
  await new VaultDoor(second.page).unlock(tenant.passphrase);
  const wizard = new RecoveryWizard(second.page);
  await second.page.getByRole("link", { name: "Recovery" }).click();
  await wizard.isAt("Review the plan");
  await expect(wizard.steps).toHaveAttribute("aria-rowcount", steps ?? "");

  // The window closes while a write is on its way.
  const { promise: onItsWay, resolve: isOnItsWay } = Promise.withResolvers<void>();
  const { promise: closing, resolve: isClosing } = Promise.withResolvers<void>();
  tenant.between = async (request) => {
    if (!isWrite(request)) return undefined;
    isOnItsWay();
    await closing;
    return undefined;
  };
  await recover(wizard);
  await onItsWay;
  const closed = second.close();
  isClosing();
  await closed;
  tenant.between = undefined;
  const before = tenant.writes.total;

  const third = await openApp(openChoice());
  await new VaultDoor(third.page).unlock(tenant.passphrase);
  await expect(
    third.page.getByRole("heading", { level: 1, name: /^Recovery: (?:cancelled|interrupted)$/u }),
  ).toBeVisible();
  await confirm(third.page, () => third.page.getByRole("button", { name: "Resume" }).click());
  await new RecoveryWizard(third.page).hasVerdict("complete");
  expect(tenant.writes.total).toBeGreaterThan(before);
  expect(tenant.writes.repeated).toEqual([]);
  expect([...first.complaints, ...second.complaints, ...third.complaints]).toEqual([]);
});

test("a recovery that is paused writes nothing more, is there again after the window was closed, and is gone on with by keyboard", async ({
  openApp,
}) => {
  const first = await openApp(openChoice());
  await new VaultDoor(first.page).unlock(tenant.passphrase);
  const wizard = await planAll(first.page);
  const pause = first.page.getByRole("button", { name: "Pause" });
  // It is pressed while a write is on its way, which is answered all the same.
  let pressed = false;
  tenant.between = async (request) => {
    if (pressed || !isWrite(request)) return undefined;
    await pause.press("Enter");
    await expect(first.page.getByText("Pausing after the step under way…")).toBeVisible();
    pressed = true;
    return undefined;
  };
  await recover(wizard);
  const paused = first.page.getByRole("heading", { level: 1, name: "Paused" });
  await expect(paused).toBeFocused();
  await expect(first.page.getByText(/^[1-9]\d* of \d+ steps are done; \d+ are left\.$/u)).toBeVisible();
  const sentWhilePaused: string[] = [];
  tenant.between = async ({ url }) => {
    sentWhilePaused.push(url);
    return undefined;
  };
  await first.close();
  expect(sentWhilePaused).toEqual([]);
  tenant.between = undefined;

  const { page, complaints } = await openApp(openChoice());
  await new VaultDoor(page).unlock(tenant.passphrase);
  await expect(page.getByRole("heading", { level: 1, name: "Paused" })).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Resume" }));
  await confirm(page, () => page.keyboard.press("Enter"));
  await new RecoveryWizard(page).hasVerdict("complete");
  expect(tenant.writes.repeated).toEqual([]);
  expect([...first.complaints, ...complaints]).toEqual([]);
});
