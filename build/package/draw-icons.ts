import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { icnsFile, icoFile, type Picture } from "./icon-files.ts";

/** The one drawing; the window shows it as it is. */
export const drawing = join(import.meta.dirname, "../../renderer/icon.svg");
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
const macSizes = [32, 64, 128, 256, 512, 1024];
/** Apple's grid leaves room around the shape: 824 of 1024 points. */
const macShare = 824 / 1024;
let ready: Promise<void> | undefined;

/** Draws all icons of all platforms out of the one drawing, on any machine alike. */
export async function drawIcons(folder: string): Promise<void> {
  await makeReady();
  const svg = await readFile(drawing, "utf8");
  const linux = join(folder, "linux");
  await mkdir(linux, { recursive: true });
  for (const { size, png } of draw(svg, linuxSizes)) await writeFile(join(linux, `${size}x${size}.png`), png);
  await writeFile(join(folder, "icon.ico"), icoFile(draw(svg, windowsSizes)));
  await writeFile(join(folder, "icon.icns"), icnsFile(draw(withMargin(svg), macSizes)));
}

/** One picture, square, `size` points wide. */
export async function drawPng(svg: string, size: number): Promise<Uint8Array> {
  await makeReady();
  return new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().asPng();
}

function makeReady(): Promise<void> {
  ready ??= readFile(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")).then(initWasm);
  return ready;
}

function draw(svg: string, sizes: readonly number[]): readonly Picture[] {
  return sizes.map((size) => ({
    size,
    png: new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().asPng(),
  }));
}

/** A larger view box around the same drawing. */
function withMargin(svg: string): string {
  const margined = svg.replace(/viewBox="0 0 (\d+) \1"/u, (_all, side: string) => {
    const full = Number(side) / macShare;
    const before = (Number(side) - full) / 2;
    return `viewBox="${before} ${before} ${full} ${full}"`;
  });
  if (margined === svg) throw new Error("renderer/icon.svg has no square view box that begins at 0 0 any more.");
  return margined;
}
