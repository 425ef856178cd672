// The picture with pointer and keyboard.

import { expect, test } from "./playground.js";
import { branch, diagram, edge, explanation, litLines, node } from "./questions.js";

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
});

function headline(page) {
  return explanation(page).getByRole("heading", { level: 2 });
}

/** The middle of a wire's line, where a pointer can meet it. */
async function pointOn(wire) {
  return wire.locator(".diagram-wire__line").evaluate((path) => {
    const { x, y } = path.getPointAtLength(path.getTotalLength() * 0.25).matrixTransform(path.getScreenCTM());
    return { x, y };
  });
}

test("pointing at an edge shows its reasons, leaving it brings the chosen pair back", async ({ page }) => {
  const { x, y } = await pointOn(edge(page, "qa-test/api", "staging/db"));
  await page.mouse.move(x, y);
  await expect(headline(page)).toHaveText("api of qa-test reaches db of staging");
  await page.mouse.move(700, 20);
  await expect(headline(page)).toHaveText("frontend reaches db");
});

test("a click keeps the pair, and Escape lets go", async ({ page }) => {
  const { x, y } = await pointOn(edge(page, "qa-test/api", "staging/db"));
  await page.mouse.click(x, y);
  await page.mouse.move(700, 20);
  await page.getByRole("button", { name: "Examples", exact: true }).focus();
  await expect(headline(page)).toHaveText("api of qa-test reaches db of staging");
  expect(await litLines(page)).toEqual([63, 64, 65, 66]);
  await edge(page, "qa-test/api", "staging/db").focus();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Examples", exact: true }).focus();
  await expect(headline(page)).toHaveText("Who can reach whom, and which line says so");
});

test("picking two pods asks about them, denied or not", async ({ page }) => {
  await node(page, "qa-test/db").click();
  await expect(page.getByText("Now pick who it should reach")).toBeVisible();
  await node(page, "qa-test/api").click();
  await expect(headline(page)).toHaveText("db cannot reach api");
  await expect(edge(page, "qa-test/db", "qa-test/api")).toHaveAttribute("data-kind", "denied");
  await expect(branch(page, "C")).toContainText("db has app=db");
});

test("one tab stop, arrows go through all of it, Enter explains", async ({ page }) => {
  const stops = await diagram(page).locator("[tabindex='0']").count();
  expect(stops).toBe(1);

  await diagram(page).locator("[tabindex='0']").focus();
  await page.keyboard.press("Home");
  const visited = new Set();
  for (let press = 0; press < 40; press += 1) {
    visited.add(await page.evaluate(() => document.activeElement.getAttribute("aria-label")));
    await page.keyboard.press("ArrowRight");
  }
  const all = await diagram(page)
    .getByRole("button")
    .evaluateAll((items) => items.map((it) => it.getAttribute("aria-label")));
  expect([...visited].sort()).toEqual([...new Set(all)].sort());

  await edge(page, "qa-test/api", "staging/db").focus();
  await expect(headline(page)).toHaveText("api of qa-test reaches db of staging");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Examples", exact: true }).focus();
  await expect(headline(page)).toHaveText("api of qa-test reaches db of staging");
});

test("every place and edge has a full sentence for a name", async ({ page }) => {
  const names = await diagram(page)
    .getByRole("button")
    .evaluateAll((items) => items.map((it) => it.getAttribute("aria-label")));
  expect(names).toContain("qa-test/db: ingress isolated by db-np, egress open");
  expect(names).toContain(
    "qa-test/api to qa-test/db: allowed on all ports by db-np, rule 1, branch A and branch B",
  );
  expect(names).toContain("qa-test/api to qa-test/frontend: allowed on all ports, nothing isolates either end");
  for (const name of names) expect(name.length).toBeGreaterThan(10);
});

test("looking at a denied pair moves no box", async ({ page }) => {
  const boxes = () =>
    diagram(page)
      .locator(".diagram-node__frame")
      .evaluateAll((all) => all.map((it) => ["x", "y", "width", "height"].map((name) => it.getAttribute(name)).join(" ")));
  const before = await boxes();
  await node(page, "qa-test/db").click();
  await node(page, "staging/frontend").click();
  await expect(headline(page)).toHaveText("db of qa-test cannot reach frontend of staging");
  expect(await boxes()).toEqual(before);
});

test("pointing at a clause lights the words it stands for", async ({ page }) => {
  await branch(page, "A").locator(".clause").first().hover();
  await expect(page.locator("[data-mark=pointed]").first()).toBeVisible();
  const words = await page.locator("[data-mark=pointed]").allTextContents();
  expect(words.join("")).toContain("env");
});
