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

let isRehearsed = false;

/** Has the editor compare something out of sight, once: its workers and its JSON start with the first text. */
export function rehearse(): void {
  if (!isRehearsed) kept.rehearse(compareOutOfSight);
  isRehearsed = true;
}

function compareOutOfSight(editor: monaco.editor.IStandaloneDiffEditor): void {
  const [original, modified] = [1, 2].map((value) => monaco.editor.createModel(`{\n  "a": ${value}\n}`, "json"));
  if (original === undefined || modified === undefined) return;
  editor.layout({ width: 800, height: 400 });
  editor.setModel({ original, modified });
  const compared = editor.onDidUpdateDiff(() => {
    compared.dispose();
    // Taken meanwhile: its next texts have put these away.
    if (editor.getModel()?.original === original) letGo(editor);
  });
}

/** The editor lets go of its models before they are disposed of; the other way round it throws. */
function letGo(editor: monaco.editor.IStandaloneDiffEditor): void {
  const models = editor.getModel();
  editor.setModel(null);
  models?.original.dispose();
  models?.modified.dispose();
}

/** A read-only diff editor in the element. One editor shows one pair of texts after the other. */
export function openDiff(element: HTMLElement, first: DiffLook): DiffView {
  const placed = kept.take(element);
  const { editor } = placed;
  const look = ({ dark, inline }: DiffLook) => {
    monaco.editor.setTheme(dark ? "vs-dark" : "vs");
    editor.updateOptions({ renderSideBySide: !inline });
  };
  look(first);
  return {
    show: (before, after) => {
      letGo(editor);
      editor.setModel({
        original: monaco.editor.createModel(before, "json"),
        modified: monaco.editor.createModel(after, "json"),
      });
      editor.layout();
    },
    look,
    goTo: (which) => editor.goToDiff(which),
    dispose: () => {
      letGo(editor);
      kept.giveBack(placed);
    },
  };
}
