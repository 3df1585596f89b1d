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

/** A read-only diff editor in the element. One editor shows one pair of texts after the other. */
export function openDiff(element: HTMLElement, look: DiffLook): DiffView {
  const editor = monaco.editor.createDiffEditor(element, {
    readOnly: true,
    originalEditable: false,
    automaticLayout: true,
    renderSideBySide: !look.inline,
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
  });
  monaco.editor.setTheme(look.dark ? "vs-dark" : "vs");
  // The editor lets go of its models before they are disposed of; the other way round it throws.
  const empty = () => {
    const models = editor.getModel();
    editor.setModel(null);
    models?.original.dispose();
    models?.modified.dispose();
  };
  return {
    show: (before, after) => {
      empty();
      editor.setModel({
        original: monaco.editor.createModel(before, "json"),
        modified: monaco.editor.createModel(after, "json"),
      });
    },
    look: ({ dark, inline }) => {
      monaco.editor.setTheme(dark ? "vs-dark" : "vs");
      editor.updateOptions({ renderSideBySide: !inline });
    },
    goTo: (which) => editor.goToDiff(which),
    dispose: () => {
      const models = editor.getModel();
      editor.setModel(null);
      editor.dispose();
      models?.original.dispose();
      models?.modified.dispose();
    },
  };
}
