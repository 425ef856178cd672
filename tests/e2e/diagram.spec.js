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
  expect(names).toContain(
    "qa-test/db: ingress isolated by db-np, egress open. Service db-svc: port 3306 leads to the same port of db",
  );
  expect(names).toContain(
    "qa-test/api to qa-test/db: allowed on all ports by db-np, rule 1, branch A and branch B",
  );
  expect(names).toContain("qa-test/api to qa-test/frontend: allowed on all ports, nothing isolates either end");
  for (const name of names) expect(name.length).toBeGreaterThan(10);
});

test("looking at a denied pair moves no box", async ({ page }) => {
  const boxes = () =>
    diagram(page)
      .locator(".diagram-node")
      .evaluateAll((all) => all.map((it) => it.getAttribute("transform")));
  const before = await boxes();
  await node(page, "qa-test/db").click();
  await node(page, "staging/frontend").click();
  await expect(headline(page)).toHaveText("db of qa-test cannot reach frontend of staging");
  expect(await boxes()).toEqual(before);
});

test("pointing at a clause lights the words it stands for", async ({ page }) => {
  await branch(page, "A").locator(".clause").first().hover();
  await expect(page.locator(".code-pointed, [data-mark=pointed]").first()).toBeVisible();
  const words = await page.locator(".code-pointed, [data-mark=pointed]").allTextContents();
  expect(words.join("")).toContain("env");
});

test("buttons and keys make it larger and smaller, and fit it", async ({ page }) => {
  const width = () => diagram(page).evaluate((svg) => svg.getBoundingClientRect().width);
  const whole = await width();
  await page.getByRole("button", { name: "Larger", exact: true }).click();
  await expect.poll(width).toBeCloseTo(whole * 1.25, 0);
  await page.getByRole("button", { name: "Smaller", exact: true }).click();
  await expect.poll(width).toBeCloseTo(whole, 0);
  await diagram(page).locator("[tabindex='0']").focus();
  await page.keyboard.press("+");
  await expect.poll(width).toBeGreaterThan(whole);
  await page.keyboard.press("0");
  await expect.poll(width).toBeLessThanOrEqual(whole);
});

test("the wheel changes the size only with Ctrl", async ({ page }) => {
  const width = () => diagram(page).evaluate((svg) => svg.getBoundingClientRect().width);
  const whole = await width();
  await diagram(page).hover();
  await page.mouse.wheel(0, -100);
  expect(await width()).toBe(whole);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await expect.poll(width).toBeGreaterThan(whole);
});

test("a namespace folds to one box, and opens again", async ({ page }) => {
  const title = diagram(page).getByRole("button", { name: /^Namespace staging/ });
  await title.focus();
  await page.keyboard.press("Enter");
  const box = diagram(page).getByRole("button", { name: /^staging, folded: 3 workloads/ });
  await expect(box).toBeVisible();
  await expect(node(page, "staging/db")).toHaveCount(0);
  await box.click();
  await expect(node(page, "staging/db")).toBeVisible();
});

test("an edge of a folded namespace unfolds it", async ({ page }) => {
  await page.getByRole("button", { name: "Collapse all" }).click();
  await expect(node(page, "qa-test/api")).toHaveCount(0);
  const between = diagram(page).getByRole("button", { name: /^qa-test\/api to staging\/db/ });
  await between.focus();
  await page.keyboard.press("Enter");
  await expect(node(page, "qa-test/api")).toBeVisible();
  await expect(node(page, "staging/db")).toBeVisible();
});

test("a filter leaves out what it does not mean, and says when a port is none", async ({ page }) => {
  await page.getByText("Filter", { exact: true }).click();
  await page.getByLabel("Name or label").fill("app=frontend");
  await expect(node(page, "staging/db")).toHaveCount(0);
  await expect(node(page, "qa-test/frontend")).toBeVisible();
  await page.getByLabel("Port", { exact: true }).fill("many");
  await expect(page.getByLabel("Port", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(node(page, "staging/db")).toBeVisible();
});

test("find marks boxes, and Enter goes to them", async ({ page }) => {
  const field = page.getByRole("searchbox", { name: "Find in the diagram" });
  await field.fill("db");
  await expect(diagram(page).locator("[data-found=true]")).toHaveCount(2);
  await field.press("Enter");
  await expect(node(page, "qa-test/db")).toBeFocused();
});

test("what is denied to and from a pod is shown when asked for", async ({ page }) => {
  await node(page, "qa-test/db").click();
  await expect(diagram(page).locator("[data-kind=denied]")).toHaveCount(0);
  await page.getByRole("button", { name: "Show denied of db" }).click();
  await expect(diagram(page).locator("[data-kind=denied]").first()).toBeVisible();
  await page.getByRole("button", { name: "Show denied of db" }).click();
  await expect(diagram(page).locator("[data-kind=denied]")).toHaveCount(0);
});
