// The page on which a writer composes an embed: what is chosen is what is seen and copied.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./playground.js";

const frame = (page) => page.frameLocator("netpol-playground iframe");
const snippet = (page) => page.getByRole("textbox", { name: "Snippet" });
const choose = (page, group, name) => page.getByRole("group", { name: group }).getByRole("radio", { name, exact: true }).check();

test.beforeEach(async ({ page }) => {
  await page.goto("./embed.html");
  await expect(frame(page).locator(".frame-answer__sentence")).toContainText("web reaches db");
});

test("what is chosen is seen, and written in every form", async ({ page }) => {
  await choose(page, "Show", "Diagram");
  await page.getByRole("textbox", { name: "Expectations" }).fill("shop/web -> shop/db denied");
  await choose(page, "Colours", "Dark");
  await expect(frame(page).locator(".frame-goals__line")).toHaveAttribute("data-holds", "false");
  await expect(frame(page).locator(":root")).toHaveAttribute("data-theme", "dark");
  await expect(frame(page).locator(".frame-code")).toHaveCount(0);

  await expect(snippet(page)).toHaveValue(/^```netpol\n# netpol: view=graph focus=shop\/web->shop\/db theme=dark\n# expect: shop\/web -> shop\/db denied\napiVersion/);
  await choose(page, "Form", "HTML element");
  await expect(snippet(page)).toHaveValue(/^<netpol-playground view="graph" focus="shop\/web -> shop\/db" theme="dark" expect="shop\/web -> shop\/db denied">\n<pre>/);
  await choose(page, "Form", "Frame");
  await expect(snippet(page)).toHaveValue(/^<iframe src="http[^"]+\?embed=1#v1=[\w-]+&amp;view=graph/);
});

test("the snippet is a diagram like the one that is seen", async ({ page }) => {
  await choose(page, "Form", "HTML element");
  const html = await snippet(page).inputValue();
  await page.evaluate((html) => (document.querySelector(".composer__preview").innerHTML = html), html);
  await expect(frame(page).locator(".frame-answer__sentence")).toContainText("web reaches db");
  await expect(frame(page).locator(".diagram-node")).toHaveCount(3);
});

test("files have addresses, which only an element can name", async ({ page, faults }) => {
  await choose(page, "Manifests", "Files of your site");
  await page.getByRole("textbox", { name: "Addresses" }).fill("policies.yaml\ncluster.yaml");
  await expect(snippet(page)).toHaveValue(/src="policies.yaml cluster.yaml"/);
  await expect(page.getByRole("alert")).toContainText("policies.yaml: 404");
  // They are not there.
  faults.length = 0;
});

test("copying copies the snippet", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await snippet(page).inputValue());
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing at ${width} px, ${colorScheme}, and nothing is cut off`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(500);
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
      expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(" "))}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }
}
