// The site after its first visit: without a network, and when there is a newer version.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test as base } from "./playground.js";
import { diagram } from "./questions.js";
import { serve } from "./site_server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

const test = base.extend({
  /** A host of a copy of the site, which can go down, come back and be updated. */
  host: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "netpol-site-"));
      cpSync(DIST, folder, { recursive: true });
      const host = await Host.of(folder);
      await use(host);
      await host.goDown();
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
  site: [async ({ host }, use) => use(host.url), { scope: "worker" }],
});

test.use({ serviceWorkers: "allow" });

class Host {
  #folder;
  #server;

  static async of(folder) {
    const host = new Host();
    host.#folder = folder;
    host.#server = await serve(folder);
    host.url = host.#server.url;
    return host;
  }

  async goDown() {
    await this.#server?.close();
    this.#server = undefined;
  }

  async comeBack() {
    this.#server ??= await serve(this.#folder, Number(new URL(this.url).port));
  }

  /** Publishes the site again, as a build with other contents would. */
  update() {
    const before = /data-version="(\w+)"/.exec(this.#read("index.html"))[1];
    const version = String(Number.parseInt(before.slice(0, 8), 16) + 1).padStart(16, "0");
    for (const name of ["index.html", "sw.js"]) {
      writeFileSync(join(this.#folder, name), this.#read(name).replace(before, version));
    }
    return version;
  }

  #read(name) {
    return readFileSync(join(this.#folder, name), "utf8");
  }
}

const news = (page) => page.locator(".site-news");
const versionOf = (page) => page.locator("script[data-version]").getAttribute("data-version");

/** Opens the page and waits until everything is kept. */
async function visit(page) {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.waitForLoadState("networkidle");
}

test.afterEach(async ({ host, page }) => {
  await host.comeBack();
  await page.close();
});

test("after one visit the page opens without a network", async ({ page, host, faults }) => {
  await visit(page);
  await host.goDown();
  await page.reload();
  await expect(diagram(page)).toBeVisible();
  await page.goto("./index.html");
  await expect(diagram(page)).toBeVisible();
  await page.goto("./?view=matrix#example=default-deny");
  await expect(page).toHaveTitle(/Netpol Playground/);
  await expect(page.locator("#app")).not.toContainText("could not start");
  forgive(faults);
});

test("what is no part of the site is not kept", async ({ page, host, faults }) => {
  await visit(page);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const cache = await caches.open(names[0]);
    return { caches: names.length, addresses: (await cache.keys()).map((it) => it.url) };
  });
  expect(kept.caches).toBe(1);
  expect(kept.addresses).toContain(host.url);
  expect(kept.addresses.filter((it) => it.endsWith(".wasm")).length).toBeGreaterThan(0);
  expect(kept.addresses.filter((it) => !it.startsWith(host.url))).toEqual([]);
  expect(kept.addresses.filter((it) => it.endsWith("sw.js"))).toEqual([]);
  const strange = await page.evaluate(() => fetch("./nothing-of-ours").then((it) => it.status));
  expect(strange).toBe(404);
  forgive(faults);
});

test("a newer version is said, and reloading keeps what was typed", async ({ page, host }) => {
  await visit(page);
  const policies = page.getByRole("textbox", { name: "Policies" });
  await policies.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# mine, and dear to me\n");
  await expect(news(page)).toBeHidden();

  const version = host.update();
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((it) => it.update()));
  await expect(news(page)).toContainText("A new version is ready.");
  expect(await versionOf(page)).not.toBe(version);
  await news(page).getByRole("button", { name: "Reload" }).click();

  await expect(page.locator(`script[data-version="${version}"]`)).toBeAttached();
  await expect(diagram(page)).toBeVisible();
  await expect(page.getByText("# mine, and dear to me").first()).toBeVisible();
  await expect(news(page)).toBeHidden();
  await expect.poll(() => page.evaluate(() => caches.keys().then((it) => it.map((name) => name.split(" ").at(-1))))).toEqual([version]);
});

test("a page that is the newer one already says nothing", async ({ page, host }) => {
  await visit(page);
  const version = host.update();
  await page.reload();
  await expect(page.locator(`script[data-version="${version}"]`)).toBeAttached();
  await expect.poll(() => page.evaluate(() => caches.keys().then((it) => it.map((name) => name.split(" ").at(-1))))).toEqual([version]);
  await expect(news(page)).toBeHidden();
});

test("where service workers are forbidden the page works as ever", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException("no", "SecurityError"));
  });
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
});

test("it can be installed", async ({ page, host }) => {
  await page.goto("./");
  const address = new URL(await page.locator("link[rel=manifest]").getAttribute("href"), host.url);
  const manifest = await (await page.request.get(address.href)).json();
  expect(manifest.display).toBe("standalone");
  expect(new URL(manifest.start_url, address).href).toBe(host.url);
  expect(new URL(manifest.scope, address).href).toBe(host.url);
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await page.request.get(new URL(src, address).href);
    expect(icon.headers()["content-type"], src).toBe(type);
    if (type === "image/png") {
      const header = (await icon.body()).subarray(16, 24);
      expect(`${header.readUInt32BE(0)}x${header.readUInt32BE(4)}`, src).toBe(sizes);
    }
  }
});

/** A host that is down cannot be asked; whoever asks is told, and the console too. */
function forgive(faults) {
  const unexpected = faults.filter((it) => !/net::ERR_|status of 404/.test(it));
  expect(unexpected).toEqual([]);
  faults.length = 0;
}
