import type { FileKind } from "../ports.ts";
import { questionStyle } from "./question-page.ts";

const words: Readonly<Record<FileKind, { readonly title: string; readonly told: string; readonly accept: string }>> = {
  export: {
    title: "Open an exported snapshot",
    told: "The .age file that Reinstate exported. It is read on this computer; nothing of it leaves it.",
    accept: ".age",
  },
  identity: {
    title: "Choose your age identity file",
    told: "The file that age-keygen wrote, with a line that begins with AGE-SECRET-KEY-1. It is read to open the export and is not kept.",
    accept: "",
  },
  cloud: {
    title: "Choose a cloud file",
    told: "The JSON file that says where a tenant is and through which application Reinstate signs in.",
    accept: ".json",
  },
};

/** The page that asks for a file: no script at all, so there is nothing in it that another page could reach or alter. */
export function filePage(kind: FileKind, complaint: string | undefined): string {
  const { title, told, accept } = words[kind];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Reinstate: ${title}</title>
<style>${questionStyle}</style>
<main>
<h1>${title}</h1>
<p>${told} This window is Reinstate's own; closing it opens nothing.</p>
${complaint === undefined ? "" : `<p role="alert">${complaint}</p>`}
<form method="post" autocomplete="off">
<label for="file">File (choose it, or drop it here)</label>
<input id="file" name="file" type="file"${accept === "" ? "" : ` accept="${accept}"`} autofocus>
<label for="path">Or its path</label>
<input id="path" name="path" type="text" maxlength="4096" spellcheck="false">
<button name="choice" value="open">Open</button>
<button name="choice" value="cancel">Cancel</button>
</form>
</main>
</html>`;
}
