import { expect, it } from "vitest";
import { findPackageFaults, packagesIn } from "./find-unused-packages.ts";

it.each([
  ['import { z } from "zod";', "zod"],
  ['import type { Page } from "@playwright/test";', "@playwright/test"],
  ['import "@scope/name/deep.css";', "@scope/name"],
  ['const a = await import("croner");', "croner"],
  ['require.resolve("electron/package.json")', "electron"],
  ['join(root, "node_modules/vite/bin/vite.js")', "vite"],
  ['join(root, "node_modules", "node", "bin")', "node"],
  ['export { x } from "left-pad";', "left-pad"],
])("sees in %s that %s is used", (source, name) => {
  expect([...packagesIn(source)]).toContain(name);
});

it("does not take the project's own files and Node's modules for packages in package.json", () => {
  const sources = ['import a from "./zod.ts"; import b from "node:fs"; import c from "../croner/x.ts";'];
  const { unused } = findPackageFaults({ dependencies: { zod: "1", croner: "1" } }, sources, {});
  expect(unused).toEqual(["zod", "croner"]);
});

it("finds what nothing imports, and accepts what is allowed with a reason", () => {
  const manifest = {
    dependencies: { zod: "1", unused: "1" },
    devDependencies: { "@types/node": "1", tool: "1" },
    scripts: { lint: "tool ." },
  };
  const sources = ['import { z } from "zod";'];
  expect(findPackageFaults(manifest, sources, {}).unused).toEqual(["unused"]);
  expect(findPackageFaults(manifest, sources, { unused: "soon" })).toEqual({ unused: [], needless: [] });
});

it("tells of an allowance that is not needed any more", () => {
  const manifest = { dependencies: { zod: "1" } };
  expect(findPackageFaults(manifest, ['import "zod";'], { zod: "soon", gone: "soon" }).needless).toEqual([
    "zod",
    "gone",
  ]);
});
