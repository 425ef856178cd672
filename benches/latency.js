// From a key press to the painted diagram, in Chromium, on the built site.
//
// Types into the policies of the founding case and of a generated cluster of 100
// pods and 50 policies, and measures from the key's event to the first frame that
// shows the worker's answer to it: in a comment, where everything is worked out
// again and comes out the same, and in a selector, where every second key takes
// edges out of the diagram and every other brings them back.
//
// `painted` is that time; the browser draws a frame every 16.7 ms, so that a key waits
// for the next one however fast it is dealt with. `busy` is the time without that wait.
// What the browser itself needs for a key is measured in the same run, in a page with an
// empty text field and nothing else, and what a figure is above that is printed beside it:
// machines differ and are shared, so compare these, or runs of one machine.
// `KEYS=50 node benches/latency.js ../other/dist` types fewer keys into another build.

import { at, cluster, fill, measured } from "./site.js";

const KEYS = Number(process.env.KEYS ?? 200);
/** Milliseconds between an answer and the next key. */
const PAUSE = 60;
/** Written and taken back: a line that grows out of the editor scrolls sideways with every key. */
const WORD = ["a few words on what this is for"].flatMap((it) => [...it, ...Array(it.length).fill("Backspace")]);

await measured(process.argv[2], async (open, blank) => {
  const floor = await emptyField(await blank(watch));
  await measure(open, "founding case", null, floor);
  await measure(open, "100 pods, 50 policies", cluster(100, 50), floor);
});

/** What a key costs where nothing is done with it. */
async function emptyField(page) {
  await page.goto("data:text/html,<textarea autofocus></textarea>");
  await page.locator("textarea").focus();
  // Nobody answers: what is typed is the answer.
  await page.evaluate(() => addEventListener("input", globalThis.answered));
  const figures = await type(page, ["x"]);
  report("an empty text field", figures);
  await page.close();
  return figures;
}

async function measure(open, title, texts, floor) {
  const { page, opened } = await open(watch);
  console.log(`${title}: first diagram ${opened.toFixed(0)} ms after navigation`);
  if (texts) await fill(page, texts, 100);
  await page.locator(".cm-content").focus();
  const edges = await page.locator(".diagram-wire").count();

  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# ");
  report(`  in a comment, ${edges} edges`, await type(page, WORD), floor);

  // Behind the first value of the first policy's selector.
  const quoted = await page.locator("code-editor").evaluate((editor) => {
    const { text } = editor;
    const spot = text.indexOf("\n", text.indexOf("matchLabels") + 15);
    editor.select(spot, spot);
    return text[spot - 1] === '"';
  });
  if (quoted) await page.keyboard.press("ArrowLeft");
  await page.waitForTimeout(300);
  report("  in a selector", await type(page, ["x", "Backspace"]), floor);
  await page.close();
}

/** Presses `keys` in turn, each when the frame with the answer to the one before is drawn. */
async function type(page, keys) {
  await page.evaluate(() => (globalThis.latencies.length = 0));
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press(keys[key % keys.length]);
    await page.waitForFunction((count) => globalThis.latencies.length >= count, key + 1);
    // A key that comes while the browser still has the last frame in its hands waits for that.
    // A fast typist leaves more time, and meets a frame at any moment of it.
    await page.waitForTimeout(PAUSE + ((key * 7) % 17));
  }
  const all = await page.evaluate(() => globalThis.latencies);
  const figures = (name) => {
    const values = all.map((it) => it[name]);
    return { median: at(values, 0.5), p95: at(values, 0.95) };
  };
  return { painted: figures("painted"), busy: figures("busy"), count: all.length };
}

function report(title, { painted, busy, count }, floor) {
  const ms = (it) => `${it.median.toFixed(1)} / ${it.p95.toFixed(1)} ms`;
  const above = (name, it) =>
    floor ? ` (${(it.median - floor[name].median).toFixed(1)} / ${(it.p95 - floor[name].p95).toFixed(1)} above)` : "";
  console.log(`${title}, median / 95th percentile of ${count} keys:`);
  console.log(`    painted ${ms(painted)}${above("painted", painted)}; busy ${ms(busy)}${above("busy", busy)}`);
}

/**
 * In the page: from a key's own time to the frame that shows the answer of the worker, and
 * the same without the wait for that frame to begin.
 */
function watch() {
  globalThis.latencies = [];
  let pressed = null;
  addEventListener("keydown", (event) => (pressed ??= event.timeStamp), { capture: true });

  const Native = Worker;
  globalThis.Worker = class extends Native {
    constructor(...rest) {
      super(...rest);
      // Words are said between answers, which are bytes.
      this.addEventListener("message", ({ data }) => typeof data !== "string" && answered());
    }
  };

  globalThis.answered = answered;

  function answered() {
    if (pressed === null) return;
    const since = pressed;
    pressed = null;
    // Behind the program, which hears of the message after this and draws at once.
    afterThisTask(() => {
      const drawn = performance.now();
      requestAnimationFrame(() => {
        const waited = performance.now() - drawn;
        // What the frame shows is on its way to the screen.
        afterThisTask(() => {
          const painted = performance.now() - since;
          globalThis.latencies.push({ painted, busy: painted - waited });
        });
      });
    });
  }

  function afterThisTask(work) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage(null);
  }
}
