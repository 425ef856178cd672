// What a large cluster costs the page's own thread, in Chromium, on the built site: tasks
// over 50 ms, which delay what the user does, while 1,000 pods and 200 policies are opened,
// typed into and looked at; and the frames of a table of 500 by 500 while it is scrolled.
//
// `node benches/large.js ../other/dist` measures another build.

import { at, cluster, fill, measured } from "./site.js";

const KEYS = Number(process.env.KEYS ?? 40);
const FRAMES = 240;

await measured(process.argv[2], async (open) => {
  await tasks(open);
  await scrolling(open);
});

async function tasks(open) {
  console.log("1,000 pods, 200 policies: tasks of the page's thread over 50 ms");
  const { page } = await open(watch);
  const during = async (what, work) => {
    await page.evaluate(() => (globalThis.tasks.length = 0));
    await work();
    await page.waitForTimeout(1000);
    const long = await page.evaluate(() => globalThis.tasks);
    const list = long.map((it) => it.toFixed(0)).join(", ");
    console.log(`  ${what}: ${long.length === 0 ? "none" : `${list} ms`}`);
  };
  await during("opening", () => fill(page, cluster(1000, 200), 1000));
  const type = async (keys) => {
    for (let key = 0; key < KEYS; key += 1) {
      await page.keyboard.press(keys[key % keys.length]);
      await page.waitForTimeout(120);
    }
  };
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# ");
  await during("typing in a comment", () => type(["x"]));
  await page.locator("code-editor").evaluate((editor) => {
    const spot = editor.text.indexOf("\n", editor.text.indexOf("matchLabels") + 15) - 1;
    editor.select(spot, spot);
  });
  await during("typing in a selector", () => type(["x", "Backspace"]));
  await during("scrolling the text", async () => {
    await page.locator(".cm-content").hover();
    for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, 800);
  });
  await during("changing to the matrix", () => matrix(page));
  await page.close();
}

async function scrolling(open) {
  const { page } = await open(watch);
  await fill(page, cluster(500, 200), 500);
  await matrix(page);
  const headings = await page.getByRole("grid").getAttribute("aria-rowcount");
  await page.locator(".matrix__scroll").hover();
  console.log(`a table of ${headings} rows, scrolled by the wheel:`);
  for (const [name, x, y] of [["down", 0, 240], ["to the right", 240, 0]]) {
    await page.evaluate(() => (globalThis.tasks.length = 0));
    await page.evaluate(frames);
    const count = () => page.evaluate(() => globalThis.frames.length);
    for (let step = 0; (await count()) < FRAMES; step += 1) {
      const way = step % 80 < 40 ? 1 : -1;
      await page.mouse.wheel(way * x, way * y);
    }
    const all = await page.evaluate(() => globalThis.frames);
    const long = await page.evaluate(() => globalThis.tasks);
    const [median, p95] = [at(all, 0.5), at(all, 0.95)].map((it) => it.toFixed(1));
    const most = Math.max(0, ...long).toFixed(0);
    console.log(`  ${name}: frames median ${median} ms, 95th percentile ${p95} ms; ${long.length} tasks over 50 ms, longest ${most} ms`);
  }
  await page.close();
}

async function matrix(page) {
  await page.getByRole("group", { name: "Show as" }).getByRole("button", { name: "Matrix" }).click();
  await page.getByRole("grid", { name: "Reachability matrix" }).waitFor();
}

/** In the page: how long each frame takes from now on. */
function frames() {
  const all = [];
  globalThis.frames = all;
  let before = performance.now();
  requestAnimationFrame(function next(now) {
    all.push(now - before);
    before = now;
    if (globalThis.frames === all) requestAnimationFrame(next);
  });
}

/** In the page: tasks over 50 ms. */
function watch() {
  globalThis.tasks = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.tasks.push(duration);
  });
  observer.observe({ type: "longtask" });
}
