import type { PlanQuestion } from "../ports.ts";

/** The page with the question: no script at all, so there is nothing in it that another page could reach or alter. */
export function questionPage({ summary, proof, complaint }: PlanQuestion): string {
  const label =
    proof.kind === "word"
      ? `Type ${escaped(proof.word)} to write this plan to the demo tenant`
      : "The vault's passphrase or recovery key";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Reinstate: confirm the plan</title>
<style>${questionStyle}</style>
<main>
<h1>Write this plan to the tenant?</h1>
<p>This window is Reinstate's own; the page with the review cannot see or answer it. Compare with what you reviewed. Closing it writes nothing.</p>
<ul>${summary.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>
${complaint === undefined ? "" : `<p role="alert">${escaped(complaint)}</p>`}
<form method="post" autocomplete="off">
<label for="answer">${label}</label>
<input id="answer" name="answer" type="${proof.kind === "passphrase" ? "password" : "text"}" maxlength="1000" required autofocus>
<button name="choice" value="write">Write to the tenant</button>
<button name="choice" value="cancel" formnovalidate>Cancel</button>
</form>
</main>
</html>`;
}

export const questionPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Of the pages in which the host itself asks. */
export const questionStyle = `
:root { color-scheme: light dark; font: 14px/20px 'Segoe UI Variable Text', 'Segoe UI', -apple-system, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif;
  background: light-dark(#f5f5f5, #141414); color: light-dark(#242424, #ffffff); }
main { max-width: 44rem; margin: 2rem auto; padding: 1.5rem; overflow-wrap: anywhere; border-radius: 8px;
  background: light-dark(#ffffff, #292929); border: 1px solid light-dark(#e0e0e0, #525252); }
h1 { margin: 0 0 0.75rem; font-size: 20px; line-height: 28px; }
ul { margin: 1rem 0; padding: 0.5rem 1rem; list-style: none; border-radius: 4px; background: light-dark(#f5f5f5, #1f1f1f); }
li { padding: 2px 0; }
label { font-weight: 600; }
label, input { display: block; width: 100%; box-sizing: border-box; }
input, button { font: inherit; padding: 0.5rem 0.75rem; margin: 0.5rem 0.5rem 0.5rem 0; border-radius: 4px; }
input { border: 1px solid light-dark(#616161, #adadad); background: light-dark(#ffffff, #1f1f1f); color: inherit; }
button { min-width: 6rem; font-weight: 600; cursor: pointer; border: 1px solid light-dark(#d1d1d1, #666666); background: light-dark(#ffffff, #292929); color: inherit; }
button:first-of-type { border-color: transparent; background: light-dark(#0f6cbd, #115ea3); color: #ffffff; }
:focus-visible { outline: 2px solid light-dark(#000000, #ffffff); outline-offset: 1px; }
[role=alert] { font-weight: 600; color: light-dark(#b10e1c, #f1bbbc); }`;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
