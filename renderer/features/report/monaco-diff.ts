import { KeptEditor } from "../../ui/kept-editor.ts";
import { monaco } from "../../ui/monaco.ts";

export interface DiffLook {
  readonly dark: boolean;
  readonly inline: boolean;
}

export interface DiffView {
  show(before: string, after: string): void;
  look(look: DiffLook): void;
  /** Puts the caret on the next or previous difference, and into sight; from the last on to the first. */
  goTo(which: "next" | "previous"): void;
  dispose(): void;
}

const kept = new KeptEditor((root) =>
  monaco.editor.createDiffEditor(root, {
    readOnly: true,
    originalEditable: false,
    automaticLayout: true,
    useInlineViewWhenSpaceIsLimited: true,
    renderSideBySideInlineBreakpoint: 560,
    scrollBeyondLastLine: false,
    minimap: { enabled: false },
    hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 6 },
    maxComputationTime: 2000,
    wordWrap: "on",
    fontSize: 12,
    lineNumbersMinChars: 3,
    renderOverviewRuler: false,
    contextmenu: false,
    accessibilityVerbose: true,
    originalAriaLabel: "Before",
    modifiedAriaLabel: "After",
  }),
);

/** Makes the editor before anybody asks for it. */
export function prepare(): void {
  kept.prepare();
}

/** A read-only diff editor in the element. One editor shows one pair of texts after the other. */
export function openDiff(element: HTMLElement, first: DiffLook): DiffView {
  const placed = kept.take(element);
  const { editor } = placed;
  // The editor lets go of its models before they are disposed of; the other way round it throws.
  const empty = () => {
    const models = editor.getModel();
    editor.setModel(null);
    models?.original.dispose();
    models?.modified.dispose();
  };
  const look = ({ dark, inline }: DiffLook) => {
    monaco.editor.setTheme(dark ? "vs-dark" : "vs");
    editor.updateOptions({ renderSideBySide: !inline });
  };
  look(first);
  return {
    show: (before, after) => {
      empty();
      editor.setModel({
        original: monaco.editor.createModel(before, "json"),
        modified: monaco.editor.createModel(after, "json"),
      });
      editor.layout();
    },
    look,
    goTo: (which) => editor.goToDiff(which),
    dispose: () => {
      empty();
      kept.giveBack(placed);
    },
  };
}
