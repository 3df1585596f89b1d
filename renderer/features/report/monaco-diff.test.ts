// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from "vitest";

/** What the editor and its models were told, in order. */
const { told, living } = vi.hoisted(() => ({ told: [] as string[], living: new Set<string>() }));

vi.mock("monaco-editor/editor/editor.worker?worker", () => ({ default: class {} }));
vi.mock("monaco-editor/language/json/json.worker?worker", () => ({ default: class {} }));
vi.mock("monaco-editor/features/documentSymbols/register", () => ({}));
vi.mock("monaco-editor/languages/features/json/jsonMode", () => ({}));
vi.mock("monaco-editor/languages/features/json/register", () => ({
  jsonDefaults: { setDiagnosticsOptions: () => undefined },
}));
vi.mock("monaco-editor/editor/editor.api", () => {
  const createModel = (text: string) => {
    living.add(text);
    return {
      text,
      dispose: () => {
        told.push(`dispose ${text}`);
        living.delete(text);
      },
    };
  };
  let compared = () => {};
  const createDiffEditor = () => {
    let model: unknown = null;
    told.push("create editor");
    return {
      getModel: () => model,
      setModel: (next: unknown) => {
        model = next;
        told.push(next === null ? "let go" : "show");
      },
      updateOptions: () => undefined,
      layout: () => undefined,
      goToDiff: (which: string) => told.push(`go to the ${which}`),
      dispose: () => told.push("dispose editor"),
      onDidUpdateDiff: (hear: () => void) => {
        compared = hear;
        return { dispose: () => undefined };
      },
    };
  };
  return { compared: () => compared(), editor: { createModel, createDiffEditor, setTheme: () => undefined } };
});

const look = { dark: false, inline: false };

beforeEach(() => {
  vi.resetModules();
  told.length = 0;
});

it("lets go of the models before it disposes of them, and keeps the editor empty for the next", async () => {
  const { openDiff } = await import("./monaco-diff.ts");
  const view = openDiff(document.createElement("div"), look);
  view.show("before", "after");
  told.length = 0;
  view.dispose();
  expect(told).toEqual(["let go", "dispose before", "dispose after"]);
  openDiff(document.createElement("div"), look).dispose();
  expect(told).not.toContain("create editor");
});

it("makes one beforehand, and more only while several are open", async () => {
  const { openDiff, prepare } = await import("./monaco-diff.ts");
  prepare();
  prepare();
  told.length = 0;
  const places = [document.createElement("div"), document.createElement("div")] as const;
  const [one, other] = [openDiff(places[0], look), openDiff(places[1], look)];
  expect(told.filter((each) => each === "create editor")).toHaveLength(1);
  one.dispose();
  expect(places[0].children).toHaveLength(0);
  expect(places[1].children).toHaveLength(1);
  other.dispose();
  expect(told.filter((each) => each === "dispose editor")).toHaveLength(1);
});

it("compares something out of sight once, and never puts away what somebody has opened meanwhile", async () => {
  const { compared } = (await import("monaco-editor/editor/editor.api")) as unknown as { compared(): void };
  const { openDiff, prepare, rehearse } = await import("./monaco-diff.ts");
  prepare();
  rehearse();
  expect(living.size).toBe(2);
  const view = openDiff(document.createElement("div"), look);
  view.show("before", "after");
  compared();
  expect([...living]).toEqual(["before", "after"]);
  view.dispose();
  rehearse();
  expect(living.size).toBe(0);
});

it("puts away what it compared out of sight", async () => {
  const { compared } = (await import("monaco-editor/editor/editor.api")) as unknown as { compared(): void };
  const { prepare, rehearse } = await import("./monaco-diff.ts");
  prepare();
  rehearse();
  compared();
  expect([living.size, told.includes("let go")]).toEqual([0, true]);
});

it("goes from difference to difference", async () => {
  const { openDiff } = await import("./monaco-diff.ts");
  const view = openDiff(document.createElement("div"), look);
  view.show("before", "after");
  told.length = 0;
  view.goTo("next");
  view.goTo("previous");
  expect(told).toEqual(["go to the next", "go to the previous"]);
  view.dispose();
});

it("shows two hundred changes in one editor without keeping their texts", async () => {
  const { openDiff } = await import("./monaco-diff.ts");
  const view = openDiff(document.createElement("div"), look);
  for (let change = 0; change < 200; change += 1) view.show(`before ${change}`, `after ${change}`);
  expect(told.filter((each) => each === "create editor")).toHaveLength(1);
  expect([...living]).toEqual(["before 199", "after 199"]);
  view.dispose();
  expect(living.size).toBe(0);
});
