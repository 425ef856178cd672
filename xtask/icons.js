// Makes the icons that systems want as pixels from the one that is drawn. Run by hand when
// that one changes: `node xtask/icons.js`.

import { readFileSync, writeFileSync } from "node:fs";

import { chromium } from "@playwright/test";

const FOLDER = new URL("../static/icons/", import.meta.url);
const icon = readFileSync(new URL("icon.svg", FOLDER), "utf8");
const flags = JSON.parse(readFileSync(new URL("../tests/browser_flags.json", import.meta.url), "utf8"));

/** Systems cut their own shape out of these, so the tile fills them and the rest is inside. */
const whole = icon
  .replace("0 0 24 24", "-1 -1 26 26")
  .replace(/<rect[^>]*>/, '<rect x="-1" y="-1" width="26" height="26" fill="#161b22"/>');

const browser = await chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: flags });
for (const [name, size, svg] of [
  ["icon-192.png", 192, icon],
  ["icon-512.png", 512, icon],
  ["maskable-512.png", 512, whole],
  ["touch-180.png", 180, whole],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`);
  writeFileSync(new URL(name, FOLDER), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
