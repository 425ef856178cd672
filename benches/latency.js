// From a key press to the painted diagram, in Chromium, on the built site.
//
// Types into the policies of the founding case and of a generated cluster of 100
// pods and 50 policies, and measures from the key event to the first frame after
// the change was drawn: in a comment, where everything is worked out again and
// comes out the same, and in a selector, where every second key takes edges out
// of the diagram and every other brings them back. Prints median and 95th
// percentile; the browser draws a frame every 16.7 ms, so that a key waits for the
// next one however fast it is dealt with. `busy` is the time without that wait.
// Machines differ and are shared: compare runs of one machine, best the two
// clusters of one run. `KEYS=50 node benches/latency.js ../other/dist` types fewer
// keys into another build.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { serve } from "../tests/e2e/site_server.js";

const KEYS = Number(process.env.KEYS ?? 200);
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const flags = new URL("../tests/browser_flags.json", import.meta.url);

const site = process.argv[2] ?? fileURLToPath(new URL("../dist", import.meta.url));

const server = await serve(site);
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? BROWSERS.find((path) => existsSync(path)),
  args: JSON.parse(readFileSync(flags, "utf8")),
});

try {
  const founding = await measure("founding case", null);
  const generated = await measure("100 pods, 50 policies", cluster(100, 50));
  const ratio = generated.p95 / founding.p95;
  console.log(`ratio of the 95th percentiles, generated to founding: ${ratio.toFixed(1)}`);
} finally {
  await browser.close();
  await server.close();
}

async function measure(title, texts) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(server.url);
  const policies = page.getByRole("textbox", { name: "Policies" });
  await policies.waitFor();
  const opened = await page.evaluate(() => performance.now());
  console.log(`${title}: first diagram ${opened.toFixed(0)} ms after navigation`);
  if (texts) {
    await replace(policies, texts.policies);
    await page.getByRole("tab", { name: "Cluster" }).click();
    await replace(page.getByRole("textbox", { name: "Cluster" }), texts.cluster);
    await page.getByRole("tab", { name: "Policies" }).click();
  }
  await policies.focus();
  await page.evaluate(watch);
  const edges = await page.locator(".diagram-wire").count();

  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# ");
  const comment = await type(page, ["x"]);
  report(`  in a comment, ${edges} edges`, comment);

  // Behind the first value of the first policy's selector.
  const spot = await policies.evaluate(({ value }) => value.indexOf("\n", value.indexOf("matchLabels") + 15));
  await policies.evaluate((area, at) => area.setSelectionRange(at, at), spot);
  const quoted = await policies.evaluate(({ value }, at) => value[at - 1] === '"', spot);
  if (quoted) await page.keyboard.press("ArrowLeft");
  const selector = await type(page, ["x", "Backspace"]);
  report("  in a selector", selector);
  await page.close();
  return comment;
}

/** As a paste does. `fill` would insert line by line, for which Chromium needs a minute. */
async function replace(area, text) {
  await area.evaluate((it, value) => {
    it.value = value;
    it.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
}

/** Presses `keys` in turn, each when the frame after the one before is drawn. */
async function type(page, keys) {
  await page.evaluate(() => (window.latencies.length = 0));
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press(keys[key % keys.length]);
    await page.waitForFunction((count) => window.latencies.length >= count, key + 1);
  }
  const all = await page.evaluate(() => window.latencies);
  const at = (name, share) => {
    const sorted = all.map((it) => it[name]).sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  };
  const figures = (name) => ({ median: at(name, 0.5), p95: at(name, 0.95) });
  return { ...figures("painted"), busy: figures("busy"), count: all.length };
}

function report(title, { median, p95, busy, count }) {
  const pair = (it) => `median ${it.median.toFixed(1)} ms, 95th percentile ${it.p95.toFixed(1)} ms`;
  console.log(`${title}: key press to paint ${pair({ median, p95 })}; busy ${pair(busy)} (${count} keys)`);
}

/**
 * In the page: from the input event's own time to the frame that shows its effect,
 * and the same without the wait for the frame to begin.
 */
function watch() {
  window.latencies = [];
  // The last to hear of the event; by then the program has drawn.
  addEventListener("input", (event) => {
    const drawn = performance.now();
    requestAnimationFrame(() => {
      const waited = performance.now() - drawn;
      // The task after the frame's: what the frame shows is on its way to the screen.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const painted = performance.now() - event.timeStamp;
        window.latencies.push({ painted, busy: painted - waited });
      };
      port2.postMessage(null);
    });
  });
}

/** Pods in ten namespaces, and policies that select and admit by label. */
function cluster(pods, policies) {
  const space = (index) => `ns-${index % 10}`;
  const namespaces = Array.from({ length: 10 }, (_, index) =>
    document_({ apiVersion: "v1", kind: "Namespace", metadata: { name: space(index), labels: { team: `t${index % 3}` } } }),
  );
  const workloads = Array.from({ length: pods }, (_, index) =>
    document_({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: `pod-${index}`, namespace: space(index), labels: { app: `app-${index % 20}`, tier: `tier-${index % 4}` } },
      spec: { containers: [{ name: "main", ports: [{ name: "http", containerPort: 8080 }] }] },
      status: { podIP: `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}` },
    }),
  );
  const rules = Array.from({ length: policies }, (_, index) =>
    document_({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: `policy-${index}`, namespace: space(index) },
      spec: {
        podSelector: { matchLabels: { tier: `tier-${index % 4}` } },
        policyTypes: ["Ingress"],
        ingress: [
          { from: [{ namespaceSelector: { matchLabels: { team: `t${index % 3}` } }, podSelector: { matchLabels: { app: `app-${index % 20}` } } }], ports: [{ port: 8080 }] },
        ],
      },
    }),
  );
  // A comment to type into: JSON has none, but a stream of YAML documents may.
  return { policies: `# Generated.\n${rules.join("---\n")}`, cluster: [...namespaces, ...workloads].join("---\n") };
}

function document_(object) {
  return `${JSON.stringify(object, null, 2)}\n`;
}
