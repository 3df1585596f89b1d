import * as monaco from "monaco-editor/editor/editor.api";
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
