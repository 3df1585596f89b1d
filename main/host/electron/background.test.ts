import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newFolder, prepareStarts, startElectron } from "./testing/start-electron.ts";
import { windowsRelease } from "./testing/windows-release.ts";

const timeout = 120_000;
const day = 24 * 3_600_000;

interface Item {
  readonly label?: string;
  readonly enabled?: boolean;
}

interface Asked {
  readonly message: string;
  readonly buttons: readonly string[];
}

prepareStarts();

it(
  "goes on in the tray for whoever has a schedule, across a sleep, and tells of what needs attention without a name",
  async () => {
    const dataFolder = newFolder();
    const running = startElectron({ dataFolder, computer: { tray: true } });
    await running.recorded("show");
    expect(await running.call("host.describe", {})).toMatchObject({ capabilities: { tray: true, autostart: true } });
    await running.call("session.startDemo", { scenario: "lockout", users: 50 });
    const before = (await running.call("timeline.list", {})).length;
    const elsewhere = join(dataFolder, "ann's disk");
    mkdirSync(elsewhere);
    await running.call("copies.add", { folder: elsewhere });
    expect(running.records("Tray")).toEqual([]);
    await running.call("schedule.write", { daily: true, hour: (new Date().getHours() + 12) % 24 });
    await running.recorded("Tray", (path: string) => path.endsWith("tray.png"));

    await running.ask({ what: "closeWindow" });
    await running.recorded("showMessageBox", ({ message }: Asked) => message === "Reinstate stays in the tray");
    expect(running.records("exit")).toEqual([]);

    // Three nights later it wakes up: one snapshot, and the disk for the copy is gone.
    rmSync(elsewhere, { recursive: true });
    await running.ask({ what: "sleep", milliseconds: 3 * day });
    await running.recorded<readonly Item[]>("trayMenu", (items) =>
      items.some(({ label }) => /^Last snapshot (?:just now|\d min ago), complete; next \d\d:\d\d$/u.test(label ?? "")),
    );
    expect(await running.call("timeline.list", {})).toHaveLength(before + 1);
    expect(await running.call("schedule.read", {})).toMatchObject({
      absences: [{ count: expect.any(Number) }],
      failures: 0,
    });
    const told = await running.recorded<{ title: string; body: string }>("Notification");
    expect(told.title).toBe("A copy of the vault cannot be reached");
    expect(told.body).not.toMatch(/ann/u);
    await running.recorded("badge", (count: number) => count === 1);
    await running.recorded("trayImage", (path: string) => path.endsWith("trayAttention.png"));
    expect(running.records("Notification")).toHaveLength(1);

    // Its click opens the window where it helps.
    await running.ask({ what: "clickNotification", title: told.title });
    await running.recorded("loadURL", (url: string) => url === "app://reinstate/#/settings/copies");
    await running.ask({ what: "choose", menu: "tray", labels: ["Take a Snapshot Now"] });
    await running.recorded<readonly [string, string, { snapshotNumber: number }]>(
      "send",
      ([, event, value]) => event === "timeline.didChange" && value.snapshotNumber === before + 2,
    );

    // Quitting in the middle of work asks, and whoever would rather go on goes on.
    const working = running.call("session.startDemo", { scenario: "lockout", users: 500 });
    await running.recorded<readonly [string, string, { work: string; total: number | null }]>(
      "send",
      ([, event, value]) => event === "work.didProgress" && value.work === "capture" && (value.total ?? 0) > 400,
    );
    await running.ask({ what: "choose", menu: "tray", labels: ["Quit"] });
    await running.recorded("showMessageBox", ({ buttons }: Asked) => buttons.join() === "Keep running,Quit");
    expect(await working).toMatchObject({ state: "open" });
    expect(running.records("exit")).toEqual([]);
    // The demo that was begun anew has no schedule: closing its window is the end.
    await running.recorded("trayDestroyed");
    await running.ask({ what: "closeWindow" });
    expect(await running.ended).toBe(0);
  },
  timeout,
);

it.runIf(process.platform !== "win32")(
  "shows on Windows, in the tray and on the taskbar of a window that is opened later, that something needs attention",
  async () => {
    const dataFolder = newFolder();
    const { release, env } = windowsRelease(dataFolder, { version: "2.0.0", signedBy: "" }, "off");
    const running = startElectron({ dataFolder, env, computer: { release } });
    await running.recorded("show");
    await running.call("session.startDemo", { scenario: "lockout", users: 50 });
    const elsewhere = join(dataFolder, "disk");
    mkdirSync(elsewhere);
    await running.call("copies.add", { folder: elsewhere });
    await running.call("schedule.write", { daily: true, hour: (new Date().getHours() + 12) % 24 });
    await running.recorded("trayImage", (path: string) => path.endsWith("tray.png"));
    await running.ask({ what: "closeWindow" });
    rmSync(elsewhere, { recursive: true });
    await running.ask({ what: "sleep", milliseconds: 3 * day });
    await running.recorded("trayImage", (path: string) => path.endsWith("trayAttention.png"));
    const before = running.records("overlay").length;
    await running.ask({ what: "choose", menu: "tray", labels: ["Open Reinstate"] });
    await running.recorded("overlay", () => running.records("overlay").length > before);
    expect(running.records("overlay").at(-1)).toBe("Something needs attention");

    const [notice] = (await running.call("notices.read", {})).open;
    await running.call("notices.dismiss", { id: notice?.id ?? "" });
    await running.recorded(
      "trayImage",
      () => running.records<string>("trayImage").at(-1)?.endsWith("tray.png") === true,
    );
    expect(running.records("overlay").at(-1)).toBe("");
  },
  timeout,
);

it(
  "without a tray closes with its last window, and does not start where nobody would see it",
  async () => {
    const running = startElectron({ args: ["--hidden"] });
    await running.recorded("show");
    expect(await running.call("host.describe", {})).toMatchObject({ capabilities: { tray: false, autostart: false } });
    expect(await running.invoke("autostart.write", { enabled: true })).toMatchObject({
      error: { code: "HOST_UNAVAILABLE" },
    });
    await running.call("session.startDemo", { scenario: "lockout", users: 50 });
    await running.call("schedule.write", { daily: true, hour: 3 });
    await running.ask({ what: "closeWindow" });
    expect(await running.ended).toBe(0);
    expect([running.records("Tray"), running.records("showMessageBox")]).toEqual([[], []]);
  },
  timeout,
);

it.runIf(process.platform === "linux")(
  "is started by the system without a window on the same vault, and opens what a second start or a menu asks for",
  async () => {
    const dataFolder = newFolder();
    const vault = join(dataFolder, "vault of contoso");
    const first = startElectron({ dataFolder, args: ["--vault", vault], computer: { tray: true } });
    await first.recorded("show");
    expect(await first.call("autostart.read", {})).toBe("off");
    expect(await first.call("autostart.write", { enabled: true })).toBe("on");
    const entry = join(dataFolder, "autostart", "reinstate.desktop");
    expect(readFileSync(entry, "utf8")).toMatch(
      /^Exec=\S+ \S+electron-main\.js --vault "[^"]+vault of contoso" --hidden$/mu,
    );
    writeFileSync(entry, `${readFileSync(entry, "utf8")}Hidden=true\n`);
    expect(await first.call("autostart.read", {})).toBe("blocked");
    expect(await first.call("autostart.write", { enabled: false })).toBe("off");
    expect(existsSync(entry)).toBe(false);
    expect(await first.quit()).toBe(0);

    // What was remembered of the window lies on a display that is gone.
    const gone = { id: 7, bounds: { x: -3000, y: -50, width: 1200, height: 5000 }, maximized: false };
    const window = { displays: [{ ...gone, id: 1 }, gone], last: 7, zoom: 1.5 };
    writeFileSync(
      join(dataFolder, "reinstate/electron/host.json"),
      JSON.stringify({ window, explainedTray: true, daily: true }),
    );
    const hidden = startElectron({ dataFolder, args: ["--vault", vault, "--hidden"], computer: { tray: true } });
    await hidden.recorded("Tray");
    expect(hidden.records("BrowserWindow")).toEqual([]);
    const second = (...words: string[]) =>
      hidden.emit("app", "second-instance", ["reinstate", "main.js", ...words], dataFolder);
    await second("--vault", vault, "--hidden");
    expect(hidden.records("BrowserWindow")).toEqual([]);
    await second("--", "reinstate://history");
    await hidden.recorded("loadURL", (url: string) => url === "app://reinstate/#/history");
    expect(hidden.records("BrowserWindow")).toMatchObject([{ x: 0, y: 0, width: 1200, height: 1040 }]);
    expect(hidden.records("zoom")).toEqual([1.5]);

    const chosen = () =>
      hidden
        .records<readonly [string, string, { address: string }]>("send")
        .flatMap(([, event, value]) => (event === "place.wasChosen" ? [value.address] : []));
    for (const words of [
      ["reinstate://recovery/apply"],
      ["reinstate://timeline?then=apply"],
      ["reinstate://x", "--vault", "/evil"],
      ["--vault", "/evil", "--cloud=/evil.json"],
      ["//evil/share/tenant.age"],
      ["javascript:alert(1)"],
    ])
      await second(...words);
    await hidden.emit("app", "open-url", "reinstate://settings/schedule/off");
    await hidden.emit("app", "open-file", "smb://evil/tenant.age");
    expect(chosen()).toEqual([]);
    expect(hidden.records("BrowserWindow")).toHaveLength(1);
    expect(await hidden.call("review.offered", {})).toBeNull();
    expect(await hidden.call("session.describe", {})).toMatchObject({ vaultPath: vault });

    await hidden.emit("app", "open-url", "reinstate://report/3/now");
    await hidden.ask({ what: "choose", menu: "application", labels: ["&View", "Recovery"] });
    expect(chosen()).toEqual(["#/report/3/now", "#/recovery"]);
    const [menu] = hidden.records<readonly Item[]>("applicationMenu");
    expect(JSON.stringify(menu)).not.toMatch(/devtools|reload|debug/iu);

    // A file is offered, and read only once somebody opens it.
    await second("tenant.age");
    await hidden.recorded<readonly [string, string]>("send", ([, event]) => event === "review.didOffer");
    expect(await hidden.quit()).toBe(0);
  },
  timeout,
);
