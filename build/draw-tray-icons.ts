import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawPng } from "./package/draw-icons.ts";

/** macOS colours what is opaque by the menu bar; no background, and as large as its neighbours. */
const template = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="4 4.5 24 24">
  <path d="M10.5 12.5A7 7 0 1 1 9 16.9" fill="none" stroke="#000" stroke-width="2.8" stroke-linecap="round" />
  <path d="M9.2 7.6v5.6h5.6" fill="none" stroke="#000" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round" />
  <circle cx="16" cy="16.4" r="2.4" fill="#000" />
</svg>`;
/** In the upper right corner of the two before: something needs attention. macOS colours it like the rest. */
const withDot = (svg: string, dot: string) => svg.replace("</svg>", `${dot}</svg>`);
const productDot = '<circle cx="25" cy="7" r="6" fill="#c50f1f" stroke="#fff" stroke-width="2" />';
const templateDot = '<circle cx="24.8" cy="7.8" r="3.2" fill="#000" />';
/** Laid over the taskbar's button on Windows. */
const attention = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
  <circle cx="8" cy="8" r="7" fill="#c50f1f" stroke="#fff" stroke-width="1.5" />
</svg>`;

/** The pictures that the running application needs, each also at double density, as Electron looks for them. */
export async function drawTrayIcons(folder: string, product: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pictures = [
    ["tray", product, 16],
    ["trayTemplate", template, 16],
    ["trayAttention", withDot(product, productDot), 16],
    ["trayAttentionTemplate", withDot(template, templateDot), 16],
    ["attention", attention, 16],
  ] as const;
  for (const [name, svg, size] of pictures) {
    await writeFile(join(folder, `${name}.png`), await drawPng(svg, size));
    await writeFile(join(folder, `${name}@2x.png`), await drawPng(svg, size * 2));
  }
}
