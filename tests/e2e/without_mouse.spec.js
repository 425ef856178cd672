// The same story without a mouse: with fingers, and with keys alone.

import { expect, test } from "./playground.js";
import { diagram, explanation, node } from "./questions.js";

test.describe("with fingers", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the diagram is tapped, dragged and pinched", async ({ page }) => {
    await page.goto("./");
    await expect(diagram(page)).toBeVisible();
    await node(page, "staging/frontend").tap();
    await node(page, "staging/api").tap();
    await expect(page.getByRole("complementary", { name: "The answer in short" })).toContainText("frontend cannot reach api");

    const width = () => diagram(page).evaluate((it) => it.getBoundingClientRect().width);
    const before = await width();
    const touch = await page.context().newCDPSession(page);
    const box = await page.locator(".diagram").boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const fingers = (type, apart) =>
      touch.send("Input.dispatchTouchEvent", { type, touchPoints: apart === null ? [] : [{ x: x - apart, y, id: 0 }, { x: x + apart, y, id: 1 }] });
    await fingers("touchStart", 40);
    for (const apart of [60, 80, 100, 120]) await fingers("touchMove", apart);
    await fingers("touchEnd", null);
    await expect.poll(width).toBeGreaterThan(before * 1.4);

    // One finger moves what is larger than its frame.
    const scroll = () => page.locator(".diagram__scroll, .diagram__canvas").first().evaluate((it) => it.scrollLeft + it.scrollTop);
    const at = await scroll();
    const finger = (type, dx) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: dx === null ? [] : [{ x: x + dx, y: y + dx, id: 0 }] });
    await finger("touchStart", 0);
    for (const dx of [-20, -40, -60, -80]) await finger("touchMove", dx);
    await finger("touchEnd", null);
    await expect.poll(scroll).not.toBe(at);
  });
});

test("the whole story is told by keys: look, ask, read, leave out, share", async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  const reach = async (target) => {
    for (let step = 0; step < 60; step += 1) {
      if (await target.evaluate((it) => it === document.activeElement || it.contains(document.activeElement))) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`no way to ${target}`);
  };
  await reach(page.getByRole("group", { name: "Show as" }).getByRole("button", { name: "Matrix" }));
  await page.keyboard.press("Enter");
  const grid = page.getByRole("grid");
  await expect(grid).toBeVisible();
  await reach(grid);
  await page.keyboard.press("Control+Home");
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  await expect(grid.locator("[data-at]:focus")).toHaveAccessibleName(/^qa-test\/frontend to qa-test\/db: allowed/);
  await page.keyboard.press("Enter");
  await expect(explanation(page)).toContainText("frontend reaches db");
  await reach(explanation(page).getByRole("button", { name: /^lines / }).first());
  await page.keyboard.press("Enter");
  await expect(page.locator(".cm-content")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Share" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Link" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Share" })).toBeFocused();
});
