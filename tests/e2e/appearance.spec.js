// Every size and theme: nothing cut off. What axe says of them is in accessibility.spec.js.

import { expect, test } from "./playground.js";
import { diagram, explanation, node, openExample, writeText } from "./questions.js";

const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      test("the page itself never scrolls sideways", async ({ page }) => {
        await page.goto("./");
        await expect(diagram(page)).toBeVisible();
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
      });
    });
  }
}

test.describe("on a phone", () => {
  test.use({ viewport: SIZES.phone, hasTouch: true });

  test("panes are tabs, the answer is a sheet under the picture", async ({ page }) => {
    await page.goto("./");
    await expect(diagram(page)).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Policies" })).toBeHidden();
    const sheet = page.getByRole("complementary", { name: "The answer in short" });
    await expect(sheet).toContainText("frontend reaches db");
    await sheet.getByRole("button", { name: "Show lines" }).tap();
    await expect(page.getByRole("textbox", { name: "Policies" })).toBeVisible();
    await page.getByRole("button", { name: "Diagram", exact: true }).tap();
    await node(page, "qa-test/db").tap();
    await node(page, "qa-test/api").tap();
    await expect(sheet).toContainText("db cannot reach api");
    await sheet.getByRole("button", { name: "Explain" }).tap();
    await expect(explanation(page)).toBeVisible();
  });

  test("the picture fits the width", async ({ page }) => {
    await page.goto("./");
    const width = await diagram(page).evaluate((it) => it.getBoundingClientRect().width);
    expect(width).toBeLessThanOrEqual(SIZES.phone.width);
  });
});

test("the theme button goes round and is remembered", async ({ page }) => {
  await page.goto("./");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  expect(await background()).not.toBe(light);
  await page.reload();
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
});

test("splitters move with keys and keep their place", async ({ page }) => {
  await page.goto("./");
  const splitter = page.getByRole("separator", { name: "Width of the editor" });
  const editor = page.getByRole("region", { name: "Editor" });
  const before = (await editor.boundingBox()).width;
  await splitter.focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press("ArrowRight");
  expect((await editor.boundingBox()).width).toBeGreaterThan(before + 50);
  const wider = await splitter.getAttribute("aria-valuenow");
  await page.reload();
  await expect(splitter).toHaveAttribute("aria-valuenow", wider);
  await splitter.dblclick();
  await expect(splitter).toHaveAttribute("aria-valuenow", "35");
});

test("long names are cut, not spilled", async ({ page }) => {
  await page.goto("./");
  await openExample(page, "Empty start");
  await page.getByRole("tab", { name: "Cluster" }).click();
  const pod = (name) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: a-namespace-with-quite-a-long-name}\n---\n`;
  await writeText(page, [1, 2, 3].map((it) => pod(`a-pod-whose-name-is-much-longer-than-any-box-${it}`)).join(""));
  await expect(diagram(page).getByRole("button").first()).toBeVisible();
  const spilled = await diagram(page)
    .locator(".diagram-node")
    .evaluateAll((all) =>
      all.filter((it) => {
        const frame = it.querySelector("rect").getBoundingClientRect();
        return [...it.querySelectorAll("text")].some((text) => text.getBoundingClientRect().right > frame.right);
      }).length,
    );
  expect(spilled).toBe(0);
});
