// The folders of examples/hosts, built by the tools themselves: every block is a live
// diagram, also behind a click that loads no page, and every theme is followed.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test as base } from "@playwright/test";
import { serveFolder } from "./folder_server.js";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const DIST = path("dist");

const HOSTS = {
  plain: { folder: "examples/hosts/plain", start: "/" },
  mdBook: {
    folder: "target/hosts/mdbook",
    start: "/leak.html",
    next: (page) => page.locator(".next:visible").first().click(),
    turn: async (page, theme) => {
      await page.evaluate((theme) => document.querySelector(`#mdbook-theme-${theme}, #${theme}`).click(), theme === "dark" ? "navy" : "light");
    },
  },
  MkDocs: {
    folder: "target/hosts/mkdocs",
    start: "/",
    staysOnPage: true,
    next: (page) => page.locator(".md-footer__link--next, .md-nav__link[href*=repair]").first().click(),
    turn: (page, theme) => page.locator(`label[title="${theme === "dark" ? "Dark" : "Light"}"]`).click(),
  },
  Docusaurus: {
    folder: "target/hosts/docusaurus/build",
    start: "/",
    staysOnPage: true,
    next: (page) => page.locator(".pagination-nav__link--next").click(),
    turn: async (page, theme) => {
      const root = page.locator(":root");
      for (let turn = 0; turn < 3 && (await root.getAttribute("data-theme")) !== theme; turn += 1) {
        await page.locator("button[class*=toggleButton]").first().click();
      }
      await expect(root).toHaveAttribute("data-theme", theme);
    },
  },
};

const test = base.extend({
  /** Serves the documents of a host, and sees to it that nothing goes wrong unseen. */
  open: async ({ page }, use) => {
    const servers = [];
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await use(async ({ folder, start }) => {
      expect(existsSync(path(folder)), `${folder} is built`).toBe(true);
      const server = await serveFolder(path(folder), DIST);
      servers.push(server);
      await page.goto(server.origin + start);
    });
    for (const it of servers) await it.close();
    expect(faults.filter((it) => !/favicon|404/.test(it))).toEqual([]);
  },
});

const frame = (page, at = 0) => page.frameLocator("netpol-playground >> nth=" + at + " >> iframe");
const live = (page) => page.locator("netpol-playground[data-live]");

for (const [name, host] of Object.entries(HOSTS)) {
  test(`${name}: a block is a live diagram`, async ({ page, open }) => {
    await open(host);
    await expect(frame(page).locator(".frame-answer__sentence")).toContainText("web reaches db");
    await expect(frame(page).locator(".diagram-node")).toHaveCount(3);
    await expect(page.locator("pre").first()).toBeHidden();
    // Every line came over as a line.
    await expect(frame(page).locator(".frame-code")).toContainText("kind: NetworkPolicy");
    expect(await frame(page).locator(".code-line").count()).toBeGreaterThan(30);
  });

  test.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });
    test(`${name}: the text can be read`, async ({ page, open }) => {
      await open(host);
      await expect(page.getByText("kind: NetworkPolicy").first()).toBeVisible();
    });
  });

  if (host.turn) {
    test(`${name}: its theme is followed`, async ({ page, open }) => {
      await open(host);
      await expect(live(page).first()).toBeVisible();
      for (const theme of ["dark", "light", "dark"]) {
        await host.turn(page, theme);
        await expect(frame(page).locator(":root")).toHaveAttribute("data-theme", theme);
      }
    });
  }

  if (host.next) {
    test(`${name}: the next page has its own`, async ({ page, open }) => {
      await open(host);
      await expect(live(page).first()).toBeVisible();
      await page.evaluate(() => (globalThis.isSamePage = true));
      await host.next(page);
      await expect(page.getByRole("heading", { name: "The repair" }).first()).toBeVisible();
      await expect(frame(page).locator(".frame-answer__sentence")).toContainText("web cannot reach db");
      await expect(frame(page).locator(".frame-goals__line[data-holds=true]")).toHaveCount(2);
      expect(Boolean(await page.evaluate(() => globalThis.isSamePage))).toBe(Boolean(host.staysOnPage));

      await page.goBack();
      await expect(page.getByRole("heading", { name: "A leak" }).first()).toBeVisible();
      await expect(frame(page).locator(".frame-answer__sentence")).toContainText("web reaches db");
    });
  }
}

for (const folder of ["mdbook-poster", "mkdocs-poster"]) {
  const host = { folder: `target/hosts/${folder}`, start: folder.startsWith("mdbook") ? "/leak.html" : "/" };

  test(`${folder}: behind the diagram is a picture and the text`, async ({ page, open }) => {
    await open(host);
    await expect(frame(page).locator(".frame-answer__sentence")).toContainText("web reaches db");
    await expect(frame(page).locator(".diagram-node")).toHaveCount(3);
    await expect(page.locator("netpol-playground img")).toBeHidden();
  });

  test.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });
    test(`${folder}: the picture is seen and the text can be read`, async ({ page, open }) => {
      await open(host);
      const picture = page.getByRole("img", { name: "Who reaches whom" });
      await expect(picture).toBeVisible();
      expect((await picture.boundingBox()).height).toBeGreaterThan(150);
      await expect(page.getByText("kind: NetworkPolicy").first()).toBeVisible();
    });
  });
}

test("Docusaurus: an element takes its files from the site", async ({ page, open }) => {
  await open({ ...HOSTS.Docusaurus, start: "/repair" });
  await page.locator("netpol-playground").nth(1).scrollIntoViewIfNeeded();
  await expect(frame(page, 1).getByRole("grid")).toBeVisible();
});
