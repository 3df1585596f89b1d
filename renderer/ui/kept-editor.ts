interface Disposable {
  dispose(): void;
}

export interface PlacedEditor<Editor> {
  readonly root: HTMLElement;
  readonly editor: Editor;
}

/** An editor that waits, empty and out of sight, for whoever opens the next one: making one takes longer than a person likes to wait. */
export class KeptEditor<Editor extends Disposable> {
  readonly #make: (root: HTMLElement) => Editor;
  #kept: PlacedEditor<Editor> | undefined;

  constructor(make: (root: HTMLElement) => Editor) {
    this.#make = make;
  }

  prepare(): void {
    this.#kept ??= this.#made();
  }

  /** Has the editor that waits do something once, unless somebody has taken it meanwhile. */
  rehearse(play: (editor: Editor) => void): void {
    if (this.#kept !== undefined) play(this.#kept.editor);
  }

  /** Into the element. Whoever opens a second one meanwhile gets a new one. */
  take(element: HTMLElement): PlacedEditor<Editor> {
    const taken = this.#kept ?? this.#made();
    this.#kept = undefined;
    element.append(taken.root);
    return taken;
  }

  /** Out of the page; it must show nothing any more. */
  giveBack(placed: PlacedEditor<Editor>): void {
    placed.root.remove();
    if (this.#kept === undefined) this.#kept = placed;
    else placed.editor.dispose();
  }

  #made(): PlacedEditor<Editor> {
    const root = document.createElement("div");
    root.style.height = "100%";
    return { root, editor: this.#make(root) };
  }
}
