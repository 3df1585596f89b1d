import { registerHooks } from "node:module";

/** Loaded before the main bundle (`node --import`): whoever imports `electron` gets the stand-in, and nothing is downloaded. */
const standIn = new URL("./stand-in-electron.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
