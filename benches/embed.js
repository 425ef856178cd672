// How soon an embed shows its diagram, and what the first and the tenth on a page download:
//
//     cargo xtask build && node benches/embed.js
//
// docs/benchmarks.md says what came of it.

import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { chromium } from "@playwright/test";

import { serveTexts } from "../tests/e2e/host_server.js";
import { serve } from "../tests/e2e/site_server.js";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const EMBEDS = 10;
const RUNS = 5;
/** As hosts of static sites send it. */
const KEPT = { "cache-control": "max-age=600" };

const text = ["policies-before.yaml", "cluster.yaml"]
  .map((it) => readFileSync(new URL(`../static/examples/leaky-policies/${it}`, import.meta.url), "utf8"))
  .join("---\n");
const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const embeds = Array.from({ length: EMBEDS }, (_, at) => `<div style="height: 3000px"></div><netpol-playground id="e${at}" focus="qa-test/frontend -> qa-test/db"><pre>${escaped}</pre></netpol-playground>`);

const site = await serve("dist", 0, KEPT);
const host = await serveTexts({ "/": `<!doctype html><html lang="en"><body>${embeds.join("")}<script src="${site.url}embed.js"></script></body></html>` });
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? BROWSERS.find((path) => existsSync(path)),
  args: JSON.parse(readFileSync(new URL("../tests/browser_flags.json", import.meta.url), "utf8")),
});

const figures = [];
for (let run = 0; run < RUNS; run += 1) figures.push(await visit());
for (const at of [0, 1, EMBEDS - 1]) {
  const times = figures.map((it) => it[at].time).sort((a, b) => a - b);
  const { requests, bytes } = figures[0][at];
  console.log(`embed ${at + 1}: ${times[Math.floor(RUNS / 2)]} ms (${times[0]} to ${times[RUNS - 1]}), ${requests} requests, ${bytes} bytes, gzipped`);
}
await browser.close();
await host.close();
await site.close();

/** Scrolls to one embed after the other, in a fresh browser context. */
async function visit() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(host.origin);
  const seen = [];
  for (let at = 0; at < EMBEDS; at += 1) {
    const before = site.asked.length;
    const time = await page.evaluate(async (id) => {
      const element = document.getElementById(id);
      const ready = new Promise((resolve) => element.addEventListener("netpol-ready", resolve, { once: true }));
      const begin = performance.now();
      element.scrollIntoView();
      await ready;
      return Math.round(performance.now() - begin);
    }, `e${at}`);
    // What comes behind the diagram counts as well.
    await page.waitForTimeout(1500);
    const asked = site.asked.slice(before).map((it) => new URL(it, site.url).pathname);
    const files = asked.map((it) => `dist/${it.slice(new URL(site.url).pathname.length) || "index.html"}`);
    seen.push({ time, requests: asked.length, bytes: files.reduce((sum, it) => sum + gzipSync(readFileSync(it), { level: 9 }).length, 0) });
  }
  await context.close();
  return seen;
}
