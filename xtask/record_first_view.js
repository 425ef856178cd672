// What of the program a first visit runs: opens the instrumented site of a folder in Chromium,
// does what a visitor does at once, and writes xtask/hooks/first_view.txt.
//
// What belongs to the list is what somebody would otherwise wait for: the first diagram in
// every form, a look at an edge, a few keys. Everything else is loaded behind it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { serve } from "../tests/e2e/site_server.js";
import { writeFirstView } from "./hooks/profile.js";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** The diagram is laid out for its width, and not every width runs the same. */
const WINDOWS = [
  [320, 640],
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1280, 720],
  [1280, 800],
  [1440, 900],
  [1920, 1080],
  [2560, 1440],
].map(([width, height]) => ({ width, height }));
const SCHEMES = ["light", "dark"];
/** On a slow machine answers come late, and what happens meanwhile is not the same. */
const SLOWNESS = [4, 10];
/** Long enough for what the page puts off: it keeps texts 0.4 s after they changed. */
const CALM = 1000;

const site = process.argv[2];
const server = await serve(site);
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? BROWSERS.find((path) => existsSync(path)),
  args: JSON.parse(readFileSync(new URL("../tests/browser_flags.json", import.meta.url), "utf8")),
});

try {
  const marks = new Set();
  for (const viewport of WINDOWS) {
    for (const colorScheme of SCHEMES) {
      for (const mark of await visit({ viewport, colorScheme })) marks.add(mark);
    }
  }
  for (const viewport of WINDOWS) {
    for (const slowness of SLOWNESS) for (const mark of await slowVisit({ viewport }, slowness)) marks.add(mark);
  }
  const meanings = JSON.parse(readFileSync(join(site, "marks.json"), "utf8"));
  const functions = meanings
    .filter(({ mark }) => marks.has(mark))
    .map(({ name, shape, mark, count }) => ({ name, shape, reached: Array.from({ length: count }, (_, point) => marks.has(mark + 1 + point)) }));
  console.log(`${writeFirstView(functions)} functions are run by the first view`);
} finally {
  await browser.close();
  await server.close();
}

/** Types faster than the worker answers: nothing that it says arrives before the end of this. */
async function typeInHaste() {
  for (const key of "hasty") {
    document.execCommand("insertText", false, key);
    // The page takes notice in steps that follow at once.
    for (let step = 0; step < 50; step += 1) await undefined;
  }
}

/** A first visit in a window; gives the numbers of the marks that were set. */
async function visit(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(server.url);
  const edges = page.locator(".diagram-wire");
  await edges.first().waitFor({ state: "attached" });
  await page.waitForTimeout(CALM);

  for (const edge of await edges.all()) {
    if (!(await edge.isVisible())) continue;
    await edge.hover({ force: true });
    await edge.focus();
  }
  const text = page.getByRole("textbox").first();
  if (await text.isVisible()) {
    await text.focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("# mine\n");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("# mine");
    for (const key of ["Enter", "Backspace"]) await page.keyboard.press(key);
    await page.evaluate(typeInHaste);
    // What keeps the text when the page is left can load nothing more.
    await page.evaluate(() => {
      document.dispatchEvent(new Event("visibilitychange"));
      dispatchEvent(new PageTransitionEvent("pagehide"));
    });
  }
  await page.waitForTimeout(CALM);

  const marks = await marksOf(page);
  await context.close();
  return marks;
}

/** Types on a machine that is so many times slower, as soon as there is a text to type in. */
async function slowVisit(options, slowness) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
  await page.goto(server.url);
  const text = page.getByRole("textbox").first();
  await page.locator(".diagram-wire").first().waitFor({ state: "attached" });
  if (await text.isVisible()) {
    for (const state of ["attached", "visible"]) {
      await page.locator("code-editor").first().waitFor({ state });
      await text.press("Control+Home");
      await page.keyboard.type("# mine");
    }
  }
  await page.waitForTimeout(CALM);
  const marks = await marksOf(page);
  await context.close();
  return marks;
}

/** The numbers of the marks that page and worker have set. */
async function marksOf(page) {
  const marks = await Promise.all([page, ...page.workers()].map((it) => it.evaluate(() => globalThis.marksThatWereSet?.() ?? [])));
  return marks.flat();
}
