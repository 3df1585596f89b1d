import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDemoTenant } from "../main/demo/create-demo-tenant.ts";
import { touch } from "../main/demo/demo-state.ts";
import { loadState, saveState } from "../main/demo/save-state.ts";
import { backUp } from "../main/flows/backup.ts";
import { openDemo } from "../main/open-demo.ts";

const run = "window.reached='script'";
/** What ran would set `window.reached`. Each as somebody in the tenant may type it. */
export const hostileTexts = {
  image: `<img src=x onerror="${run}">`,
  script: `</script><script>${run}</script>`,
  link: `<a href="javascript:${run}">Sales</a>`,
  template: `{{constructor.constructor("${run}")()}}\${${run}}`,
} as const;

/** A demo vault with one snapshot, of a tenant whose names and texts are hostile, and which has changed since. */
export async function makeHostileDemo(folder: string): Promise<void> {
  const vault = join(folder, "vault");
  const file = join(vault, "demo-tenant.state");
  mkdirSync(vault, { recursive: true });
  const now = new Date(Date.now() - 3_600_000).toISOString();
  writeFileSync(file, createDemoTenant({ users: 50, seedNumber: 1, now }).save());
  renameAll(file, "before");
  const session = await openDemo(vault);
  await session.signIn.signIn();
  await backUp(session);
  await session.close();
  renameAll(file, "after");
}

/** The last six people, all policies and two applications. */
function renameAll(file: string, when: string): void {
  const state = loadState(readFileSync(file));
  const { user, conditionalAccessPolicy, application } = state.objects;
  for (const [id, person] of [...user].slice(-6)) {
    const hostile = { displayName: `${hostileTexts.image} person`, department: `${hostileTexts.script} ${when}` };
    user.set(id, { ...person, ...hostile, jobTitle: `${hostileTexts.template} ${when}` });
    touch(state, "user", id, "object", { before: person });
  }
  for (const [id, policy] of conditionalAccessPolicy) {
    conditionalAccessPolicy.set(id, { ...policy, displayName: `${hostileTexts.link} policy ${when}` });
  }
  for (const [id, app] of [...application].slice(0, 2)) {
    application.set(id, { ...app, web: { homePageUrl: `javascript:${run}//${when}`, redirectUris: [] } });
  }
  writeFileSync(file, saveState(state));
}
