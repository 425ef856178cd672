// Diagrams in other people's pages: a plain page of another origin, as `docs/embedding/`
// tells its writer to make it. What tools make of their documents is in tests/hosts.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base } from "./playground.js";
import { serveTexts } from "./host_server.js";
import { serve } from "./site_server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const example = (name) => readFileSync(new URL(`../../static/examples/leaky-policies/${name}`, import.meta.url), "utf8");
const POLICIES = example("policies-before.yaml");
const CLUSTER = example("cluster.yaml");
const BOTH = `${POLICIES}---\n${CLUSTER}`;
const LEAK = "focus=qa-test/frontend->qa-test/db";
const ATTRIBUTE = "focus='qa-test/frontend -> qa-test/db'";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const fence = (text, name = "language-netpol") => `<pre><code class="${name}">${escaped(text)}</code></pre>`;
const element = (attributes = "", text = BOTH) => `<netpol-playground ${attributes}><pre>${escaped(text)}</pre></netpol-playground>`;

const test = base.extend({
  /** Opens a page of another origin with this body. */
  host: async ({ page, site, neighbours }, use) => {
    const servers = [];
    await use(async (body, { root = "", headers = {}, texts = {}, from = site } = {}) => {
      const script = `<script src="${from}embed.js"></script>`;
      const html = `<!doctype html><html lang="en" ${root}><title>Host</title><body><main>${body}</main>${script}</body></html>`;
      const server = await serveTexts({ "/": html, ...texts }, headers);
      servers.push(server);
      neighbours.push(server.origin, new URL(from).origin);
      await page.addInitScript(() => {
        globalThis.heard = [];
        for (const type of ["netpol-ready", "netpol-decision"]) {
          addEventListener(type, ({ target, detail }) => globalThis.heard.push({ type, id: target.id, ...detail }));
        }
      });
      await page.goto(server.origin);
      return server;
    });
    for (const it of servers) await it.close();
  },
});

const frames = (page) => page.frames().filter((it) => it.url().includes("embed=1"));
const first = (page) => page.frameLocator("iframe").first();
const answer = (page) => first(page).locator(".frame-answer__sentence");
const heard = (page, type) => page.evaluate((type) => globalThis.heard.filter((it) => it.type === type), type);

test("a block of code becomes a live diagram that answers", async ({ page, host }) => {
  await host(fence(`# netpol: ${LEAK}\n${BOTH}`));
  await expect(answer(page)).toContainText("frontend reaches db");
  await expect(first(page).locator(".diagram-wire").first()).toBeAttached();
  await expect(page.locator("main > pre")).toBeHidden();
  await expect(first(page).locator(".frame-code")).toContainText("kind: NetworkPolicy");
  await expect(first(page).locator(".frame-code")).not.toContainText("# netpol");
});

for (const [name, body] of Object.entries({
  "the language is `yaml netpol`": fence(BOTH, "language-yaml netpol"),
  "the language is `yaml` and the first line says so": fence(`# netpol\n${BOTH}`, "language-yaml"),
  "the class is on the block around": `<div class="language-netpol highlight"><pre><span></span><code>${escaped(BOTH)}</code></pre></div>`,
  "lines end with an element": `<pre class="language-netpol"><code>${escaped(BOTH).replaceAll("\n", "<br>")}</code></pre>`,
})) {
  test(`a block is ours when ${name}`, async ({ page, host }) => {
    await host(body);
    await expect(first(page).locator('[data-item^="node"], .diagram-node').first()).toBeVisible();
    await expect(first(page).locator(".diagram-node")).toHaveCount(6);
  });
}

test("other code stays code", async ({ page, host }) => {
  await host(fence(BOTH, "language-yaml") + fence("netpol list", "language-sh"));
  await page.waitForTimeout(500);
  await expect(page.locator("iframe, netpol-playground")).toHaveCount(0);
});

test("a block that comes later is upgraded, and goes with its page", async ({ page, host }) => {
  await host("");
  await page.evaluate((html) => (document.querySelector("main").innerHTML = html), fence(BOTH));
  await expect(first(page).locator(".diagram-node")).toHaveCount(6);
  await page.evaluate(() => document.querySelector("pre").remove());
  await expect(page.locator("iframe, netpol-playground")).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the text can be read", async ({ page, site, neighbours }) => {
    const server = await serveTexts({ "/": `${fence(POLICIES)}${element("", CLUSTER)}<script src="${site}embed.js"></script>` });
    neighbours.push(server.origin);
    await page.goto(server.origin);
    await expect(page.getByText("kind: NetworkPolicy").first()).toBeVisible();
    await expect(page.getByText("kind: Namespace").first()).toBeVisible();
    await server.close();
  });
});

test("decisions are events of the element they are about, and of no other", async ({ page, host }) => {
  await host(element(`id="one" ${ATTRIBUTE}`) + element("id='two' focus='qa-test/api -> qa-test/db:3306'"));
  await page.locator("#two").scrollIntoViewIfNeeded();
  await expect.poll(() => heard(page, "netpol-decision")).toHaveLength(2);
  const decisions = await heard(page, "netpol-decision");
  expect(decisions.find((it) => it.id === "one")).toMatchObject({ from: "qa-test/deployment/frontend", to: "qa-test/deployment/db", port: null, verdict: "allowed" });
  expect(decisions.find((it) => it.id === "one").sentence).toContain("frontend reaches db");
  expect(decisions.find((it) => it.id === "two")).toMatchObject({ from: "qa-test/deployment/api", port: "3306/TCP", verdict: "allowed" });

  await page.locator("#one").scrollIntoViewIfNeeded();
  await first(page).getByRole("button", { name: /^pod|api/ }).first().press("Enter");
  const second = page.frameLocator("iframe").nth(1);
  await expect(second.locator(".frame-answer__sentence")).toContainText("api reaches db");
});

test("an attribute that changes changes what is shown, without loading anew", async ({ page, host }) => {
  await host(element(`id="one" ${ATTRIBUTE}`));
  await expect(answer(page)).toContainText("frontend reaches db");
  await frames(page)[0].evaluate(() => (globalThis.isSamePage = true));
  const visited = await page.evaluate(() => history.length);
  await page.evaluate(() => document.querySelector("#one").setAttribute("focus", "qa-test/api -> qa-test/db"));
  await expect(answer(page)).toContainText("api reaches db");
  expect(await frames(page)[0].evaluate(() => globalThis.isSamePage)).toBe(true);
  expect(await page.evaluate(() => history.length)).toBe(visited);
});

test("a script that comes twice does its work once", async ({ page, host, faults, site }) => {
  await host(`<script src="${site}embed.js"></script>${fence(BOTH)}`);
  await expect(page.locator("netpol-playground[data-live]")).toHaveCount(1);
  expect(faults).toEqual([]);
});

test("files come by address from the host's site, and from no other", async ({ page, host, faults, site }) => {
  const texts = { "/a/policies.yaml": POLICIES, "/cluster.yaml": CLUSTER };
  await host(element('src="a/policies.yaml cluster.yaml"', "kept until then"), { texts });
  const names = first(page).getByRole("group", { name: "Files" }).getByRole("button");
  await expect(names).toHaveText(["policies.yaml", "cluster.yaml"]);
  await names.nth(1).click();
  await expect(first(page).locator(".frame-code")).toContainText("kind: Namespace");

  await host(element(`src="${site}examples/index.yaml"`, "kept"));
  await expect(page.getByText("is of another site")).toBeVisible();
  await expect(page.getByText("kept")).toBeVisible();
  expect(faults).toEqual([]);
});

test("several files stand in one block, or in several", async ({ page, host }) => {
  await host(fence(`# netpol\n${POLICIES}# file: cluster.yaml\n${CLUSTER}`));
  const names = first(page).getByRole("group", { name: "Files" }).getByRole("button");
  await expect(names).toHaveText(["policies.yaml", "cluster.yaml"]);

  await host(`<netpol-playground><pre data-name="p.yaml">${escaped(POLICIES)}</pre><pre data-name="c.yaml">${escaped(CLUSTER)}</pre></netpol-playground>`);
  await expect(names).toHaveText(["p.yaml", "c.yaml"]);
});

const THEMES = {
  Material: ["document.body.dataset.mdColorScheme = dark ? 'slate' : 'default'"],
  Docusaurus: ["document.documentElement.dataset.theme = dark ? 'dark' : 'light'"],
  mdBook: ["document.documentElement.className = dark ? 'js navy sidebar-visible' : 'js rust sidebar-visible'"],
  "a page that only has colours": ["document.body.className = 'x'; document.body.style.background = dark ? '#123' : '#fed'"],
};
for (const [name, [turn]] of Object.entries(THEMES)) {
  test(`the theme of ${name} is followed while it changes`, async ({ page, host }) => {
    await host(element());
    const root = first(page).locator(":root");
    await expect(page.locator("netpol-playground[data-live]")).toBeVisible();
    for (const dark of [true, false, true]) {
      await page.evaluate(`{ const dark = ${dark}; ${turn} }`);
      await expect(root).toHaveAttribute("data-theme", dark ? "dark" : "light");
    }
  });
}

test("a theme that is asked for stays", async ({ page, host }) => {
  await host(element('theme="dark"'), { root: 'data-theme="light"' });
  await expect(page.locator("netpol-playground[data-live]")).toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset.theme = "light"));
  await expect(first(page).locator(":root")).toHaveAttribute("data-theme", "dark");
});

test("the frame is as tall as what it shows, or as it is asked to be", async ({ page, host }) => {
  await host(element());
  await expect(page.locator("netpol-playground[data-live]")).toBeVisible();
  const inner = () => first(page).locator(".frame").evaluate((it) => it.getBoundingClientRect().height);
  const outer = () => page.locator("iframe").evaluate((it) => it.clientHeight);
  await expect.poll(async () => Math.abs((await outer()) - Math.min(1200, await inner()))).toBeLessThan(2);
  const wide = await outer();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(outer).not.toBe(wide);
  await expect.poll(async () => Math.abs((await outer()) - Math.min(1200, await inner()))).toBeLessThan(2);

  await host(element('height="360"'));
  await expect(page.locator("netpol-playground[data-live]")).toBeVisible();
  expect(await outer()).toBe(360);
  expect(await first(page).locator(":root").evaluate((it) => it.scrollHeight)).toBe(360);
});

test("the playground opens with the state of the frame", async ({ page, context, host, site }) => {
  await host(element(`${ATTRIBUTE} expect="qa-test/frontend -> qa-test/db denied"`));
  await expect(answer(page)).toContainText("frontend reaches db");
  const opened = context.waitForEvent("page");
  await first(page).getByRole("link", { name: "Open in the playground" }).click();
  const full = await opened;
  await expect(full.locator(".explanation__head h2")).toHaveText("frontend reaches db");
  expect(full.url().startsWith(`${site}#v1=`)).toBe(true);
  await expect(full.getByRole("textbox").first()).toBeVisible();
});

test("expectations are shown with what became of them", async ({ page, host }) => {
  await host(element('expect="qa-test/api -> qa-test/db:3306 allowed; qa-test/frontend -> qa-test/db denied"'));
  const lines = first(page).locator(".frame-goals__line");
  await expect(lines).toHaveCount(2);
  await expect(lines.nth(0)).toHaveAttribute("data-holds", "true");
  await expect(lines.nth(1)).toHaveAttribute("data-holds", "false");
  await lines.nth(1).getByRole("button").click();
  await expect(answer(page)).toContainText("frontend reaches db");
});

test("a text is read-only, editable or not there", async ({ page, host }) => {
  await host(element());
  await expect(first(page).locator(".frame-code")).toBeVisible();
  await expect(first(page).getByRole("textbox")).toHaveCount(0);

  await host(element("editor='none'"));
  await expect(first(page).locator(".diagram")).toBeVisible();
  await expect(first(page).locator(".frame-code, .editor")).toHaveCount(0);

  await host(element(`editor='rw' ${ATTRIBUTE}`));
  await expect(answer(page)).toContainText("frontend reaches db");
  const text = first(page).getByRole("textbox").first();
  for (const key of ["Control+a", "Delete"]) await text.press(key);
  await page.keyboard.type("# nothing");
  await expect(first(page).locator(".diagram-node")).toHaveCount(0);
});

test("views and focus can be asked for in the address alone", async ({ page }) => {
  await page.goto("./?embed=1&view=matrix#example=leaky-before");
  await expect(page.getByRole("grid").or(page.getByRole("table")).first()).toBeVisible();
  await expect(page.locator(".frame-code, .diagram")).toHaveCount(0);
  await page.goto("./?embed=1&view=graph&focus=qa-test/api-%3Eqa-test/db:3306&theme=dark#example=leaky-before");
  await expect(page.locator(".frame-answer__sentence")).toContainText("api reaches db");
  await expect(page.locator(":root")).toHaveAttribute("data-theme", "dark");
});

test("click to load loads nothing before the click", async ({ page, host }) => {
  await host(element("load='click'", `${POLICIES}`));
  await expect(page.getByText("kind: NetworkPolicy").first()).toBeVisible();
  await page.waitForTimeout(500);
  expect(frames(page)).toHaveLength(0);
  await page.getByRole("button", { name: "Show the live diagram" }).click();
  await expect(page.locator("netpol-playground[data-live]")).toBeVisible();
});

/** As hosts of static sites send it. */
const KEPT = { "cache-control": "max-age=600" };

test("ten on one page load when they are seen, and all but the first from the cache", async ({ page, host, neighbours }) => {
  const server = await serve(DIST, 0, KEPT);
  const downloads = server.asked;
  neighbours.push(new URL(server.url).origin);
  const far = Array.from({ length: 10 }, (_, at) => `<div style="height: 1800px">${at}</div>${element(`id="e${at}" ${ATTRIBUTE}`)}`).join("");
  await host(far, { from: server.url });
  await page.waitForTimeout(500);
  expect(frames(page)).toHaveLength(0);

  await page.locator("#e0").scrollIntoViewIfNeeded();
  await expect(page.locator("#e0[data-live]")).toBeVisible();
  await page.waitForTimeout(2000);
  expect(frames(page)).toHaveLength(1);
  const once = downloads.length;
  expect(once).toBeGreaterThan(4);

  for (let at = 1; at < 10; at += 1) {
    await page.locator(`#e${at}`).scrollIntoViewIfNeeded();
    await expect(page.locator(`#e${at}[data-live]`)).toBeVisible();
    expect(frames(page)).toHaveLength(at + 1);
  }
  await page.waitForTimeout(2000);
  expect(downloads.slice(once)).toEqual([]);
  await server.close();
});

test("a frame that may do nothing but run scripts works, where the site allows others to read it", async ({ page, host }) => {
  const server = await serve(DIST, 0, { "access-control-allow-origin": "*" });
  await host(element(`id="one" sandbox="allow-scripts" ${ATTRIBUTE}`), { from: server.url });
  await expect(answer(page)).toContainText("frontend reaches db");
  expect(await page.frames()[1].evaluate(() => origin)).toBe("null");
  await expect.poll(() => heard(page, "netpol-decision")).toMatchObject([{ id: "one", verdict: "allowed" }]);
  await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  await expect(first(page).locator(":root")).toHaveAttribute("data-theme", "dark");
  await server.close();
});

test("nobody else can speak for a frame or to it", async ({ page, host }) => {
  await host(`${element("id='one'")}<iframe id="other" srcdoc="<p>other</p>"></iframe>`);
  await expect(page.locator("#one[data-live]")).toBeVisible();
  const before = await heard(page, "netpol-decision");
  const height = await page.locator("#one").evaluate((it) => it.offsetHeight);
  await page.evaluate(() => {
    const decision = { from: "a", to: "b", port: null, verdict: "allowed", sentence: "" };
    for (const npp of [1, 2]) postMessage({ npp, type: "decision", decision, height: 777 }, "*");
    const other = document.querySelector("#other").contentWindow;
    other.eval(`parent.postMessage({ npp: 1, type: "decision", decision: {}, height: 777 }, "*")`);
  });
  await frames(page)[0].evaluate(() => postMessage({ npp: 1, type: "theme", theme: "dark" }, "*"));
  await page.waitForTimeout(500);
  expect(await heard(page, "netpol-decision")).toEqual(before);
  expect(await page.locator("#one").evaluate((it) => it.offsetHeight)).toBe(height);
  await expect(page.frameLocator("#one iframe").locator(":root")).toHaveAttribute("data-theme", "light");
});

test("an embed keeps nothing, shows no draft and stays for one visit", async ({ page, site }) => {
  const draft = {
    "npp:v1:draft.count": "1",
    "npp:v1:draft.0.name": "mine.yaml",
    "npp:v1:draft.0.text": "# mine",
  };
  await page.addInitScript((it) => Object.assign(localStorage, it), draft);
  await page.goto(`${site}?embed=1&editor=rw#example=leaky-before`);
  await expect(page.locator(".diagram-node")).toHaveCount(6);
  await expect(page.getByText("mine.yaml")).toHaveCount(0);
  const text = page.getByRole("textbox").first();
  await text.press("Control+Home");
  await page.keyboard.type("# typed\n");
  await page.waitForTimeout(1000);
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual(draft);
  expect(await page.evaluate(async () => (await navigator.serviceWorker?.getRegistrations())?.length ?? 0)).toBe(0);
});

test("a host with a strict policy needs to name the site, and no style", async ({ page, host, site }) => {
  const { origin } = new URL(site);
  const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}`;
  await host(element(ATTRIBUTE), { headers: { "content-security-policy": policy } });
  await expect(answer(page)).toContainText("frontend reaches db");
});

for (const theme of ["light", "dark"]) {
  for (const options of ["", 'editor="rw"', 'view="matrix"', 'controls="1" expect="qa-test/frontend -> qa-test/db denied"']) {
    test(`axe finds nothing in an embed: ${theme} ${options}`, async ({ page, host }) => {
      await host(element(`theme="${theme}" ${ATTRIBUTE} ${options}`));
      await expect(answer(page)).toContainText("frontend reaches db");
      await page.waitForTimeout(500);
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).include("netpol-playground").analyze();
      expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(" "))}`)).toEqual([]);
    });
  }
}
