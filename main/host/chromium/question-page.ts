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
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
label, input { display: block; width: 100%; box-sizing: border-box; }
input, button { font: inherit; padding: 0.5rem; margin: 0.5rem 0.5rem 0.5rem 0; }
[role=alert] { font-weight: bold; }`;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
