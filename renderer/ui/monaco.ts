import * as monaco from "monaco-editor/editor/editor.api";
// The unchanged regions of a comparison name the property they lie in, which asks for the outline.
import "monaco-editor/features/documentSymbols/register";
// What the JSON mode brings along has to be there before the first editor: the next one would miss its services.
import "monaco-editor/languages/features/json/jsonMode";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import JsonWorker from "monaco-editor/language/json/json.worker?worker";
import { jsonDefaults } from "monaco-editor/languages/features/json/register";

declare global {
  interface Window {
    MonacoEnvironment?: monaco.Environment;
  }
}

window.MonacoEnvironment = {
  getWorker: (_id, label) => (label === "json" ? new JsonWorker() : new EditorWorker()),
};
// A text that was cut is no valid JSON; squiggles under it would say nothing about the tenant.
jsonDefaults.setDiagnosticsOptions({ validate: false });

/** The editor with JSON and its workers, and nothing else of the package. */
export { monaco };
