import { KeptEditor } from "../../ui/kept-editor.ts";
import { monaco } from "../../ui/monaco.ts";

/** Beyond this, colours and folding would cost more than they help. */
const longestColoured = 400_000;

export interface TextView {
  show(text: string): void;
  look(dark: boolean): void;
  dispose(): void;
}

const kept = new KeptEditor((root) =>
  monaco.editor.create(root, {
    model: null,
    readOnly: true,
    domReadOnly: true,
    automaticLayout: true,
    scrollBeyondLastLine: false,
    minimap: { enabled: false },
    fontSize: 12,
    lineNumbersMinChars: 4,
    contextmenu: false,
    ariaLabel: "The object as JSON",
  }),
);

/** Makes the editor before anybody asks for it. */
export function prepare(): void {
  kept.prepare();
}

/** A read-only editor of JSON in the element. */
export function openText(element: HTMLElement, dark: boolean): TextView {
  const placed = kept.take(element);
  const { editor } = placed;
  const look = (isDark: boolean) => monaco.editor.setTheme(isDark ? "vs-dark" : "vs");
  look(dark);
  // The editor lets go of its model before that is disposed of; the other way round it throws.
  const empty = () => {
    const model = editor.getModel();
    editor.setModel(null);
    model?.dispose();
  };
  return {
    show: (text) => {
      empty();
      const isLong = text.length > longestColoured;
      // Wrapping measures every line of the text before the first is drawn.
      editor.updateOptions({ wordWrap: isLong ? "off" : "on", folding: !isLong });
      editor.setModel(monaco.editor.createModel(text, isLong ? "plaintext" : "json"));
      editor.layout();
    },
    look,
    dispose: () => {
      empty();
      kept.giveBack(placed);
    },
  };
}
