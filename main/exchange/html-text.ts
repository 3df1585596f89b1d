import { visibleText } from "./visible-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for any place in the page, attributes included. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const style = `
:root{color-scheme:light dark;--ink:#1b1a19;--soft:#55524f;--paper:#fff;--band:#f3f2f1;--line:#c8c6c4;--was:#a4262c;--is:#0b6a0b;--mark:#005a9e}
@media(prefers-color-scheme:dark){:root{--ink:#f3f2f1;--soft:#c8c6c4;--paper:#1b1a19;--band:#292827;--line:#605e5c;--was:#f1a7ab;--is:#9fd89f;--mark:#82c7ff}}
*{box-sizing:border-box}
body{font:16px/1.5 "Segoe UI",system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;max-width:72rem;padding:2rem 1.5rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;border-bottom:2px solid var(--line);padding-bottom:.25rem}
h2::first-letter{text-transform:uppercase}
h3{font-size:1rem;margin:0}
p{margin:.25rem 0}
.soft{color:var(--soft)}
.id{font-family:Consolas,"Cascadia Mono",monospace;font-size:.8125rem;color:var(--soft);overflow-wrap:anywhere}
.kind{display:inline-block;border:1px solid currentColor;border-radius:3px;padding:0 .4rem;margin-right:.5rem;font-size:.8125rem;font-weight:600;color:var(--mark)}
.removed,.soft-deleted,.delete,.stop{color:var(--was)}
.added,.restored,.create,.restore{color:var(--is)}
article{border:1px solid var(--line);border-radius:4px;padding:.75rem 1rem;margin:.75rem 0;break-inside:avoid-page}
table{border-collapse:collapse;width:100%;margin:.5rem 0;table-layout:fixed}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;border:1px solid var(--line);padding:.3rem .5rem;overflow-wrap:anywhere;white-space:pre-wrap}
thead th{background:var(--band)}
th[scope=row]{font-weight:400}
td.number{text-align:right;font-variant-numeric:tabular-nums}
ul{margin:.25rem 0;padding-left:1.25rem}
li{overflow-wrap:anywhere}
@media print{body{max-width:none;padding:0;font-size:11px}a{color:inherit}}
`;

/** The start of a page that loads nothing and runs nothing. */
export function pageStart(title: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
`;
}

export const pageEnd = "</main>\n</body>\n</html>\n";

/** A table with a heading in its first row and, in each row, its first cell. Cells are text. */
export function htmlTable(caption: string, head: readonly string[], rows: Iterable<readonly string[]>): string {
  let text = `<table><caption>${escapeHtml(caption)}</caption><thead><tr>`;
  for (const cell of head) text += `<th scope="col">${escapeHtml(cell)}</th>`;
  text += "</tr></thead><tbody>";
  for (const [first = "", ...rest] of rows) {
    text += `<tr><th scope="row">${escapeHtml(first)}</th>`;
    for (const cell of rest) text += `<td>${escapeHtml(cell)}</td>`;
    text += "</tr>";
  }
  return `${text}</tbody></table>\n`;
}

export function htmlList(items: Iterable<string>): string {
  let text = "";
  for (const item of items) text += `<li>${escapeHtml(item)}</li>`;
  return text === "" ? "" : `<ul>${text}</ul>\n`;
}
