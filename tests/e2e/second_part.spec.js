// The program comes in two parts: the first view needs the first one only, and whatever
// happens to the second, the page is right or says that it is not.

import { expect, test } from "./playground.js";
import { ask, diagram, edge, editorReady, explanation, openExample, text } from "./questions.js";

const SECOND = "**/*_second.wasm";

/** How page and worker asked for it: `fetch` is in the background, `xhr` while all waits. */
function watched(page) {
  const asked = [];
  page.on("request", (it) => it.url().endsWith("_second.wasm") && asked.push(it.resourceType()));
  return asked;
}

/** All have asked who should, and none waits. Run `cargo xtask profile` when this fails. */
async function expectNoHaste(asked, all = ["fetch", "fetch"]) {
  await expect.poll(() => asked, "who asks for the second part, and how").toEqual(all);
}

for (const [device, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
  test(`on a ${device} the first diagram stands without the second part`, async ({ page }) => {
    const asked = watched(page);
    const held = [];
    let isHeld = true;
    await page.route(SECOND, (route) => (isHeld ? void held.push(route) : route.continue()));
    await page.setViewportSize(viewport);
    await page.goto("./");
    await expect(page.locator(".diagram-wire").first()).toBeAttached();
    // The worker comes when the page has all of the program.
    await expectNoHaste(asked, ["fetch"]);
    // A phone shows it in a pane of its own.
    const answer = page.locator(".explanation");
    await expect(answer).toHaveAttribute("aria-busy", "true");
    isHeld = false;
    for (const route of held) await route.continue();
    await expect(answer).toHaveAttribute("aria-busy", "false");
    await expect(answer.locator("h2").first()).toHaveText("frontend reaches db");
    await expectNoHaste(asked);
  });
}

test("nothing of the founding case waits for the second part", async ({ page }) => {
  const asked = watched(page);
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await edge(page, "qa-test/api", "qa-test/db").hover();
  await page.getByRole("textbox", { name: "Policies" }).press("Control+End");
  await page.keyboard.type("# a");
  await expect(page.getByText("10 connections: 4 by a rule, 6 open")).toBeVisible();
  await expect(explanation(page).locator("h2")).not.toBeEmpty();
  await expectNoHaste(asked);
});

test("what needs the second part before it is there brings it", async ({ page, faults }) => {
  const asked = watched(page);
  await page.route(SECOND, (route) => (route.request().resourceType() === "fetch" ? route.abort() : route.continue()));
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await useEverything(page);
  // Once in the page and once in the worker, at most.
  expect([1, 2]).toContain(asked.filter((it) => it === "xhr").length);
  forgetMissing(faults);
});

test("a second part that comes late changes nothing", async ({ page }) => {
  await page.route(SECOND, async (route) => {
    if (route.request().resourceType() === "fetch") await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue().catch(() => {});
  });
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await useEverything(page);
  await page.waitForTimeout(2000);
  await useEverything(page);
});

test("a connection that comes back loses nothing", async ({ page, faults }) => {
  let asked = 0;
  await page.route(SECOND, (route) => (asked === 0 ? route.abort() : route.continue()));
  page.on("dialog", (dialog) => {
    asked += 1;
    expect(dialog.message()).toContain("A part of the playground could not be loaded");
    return dialog.accept();
  });
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await useEverything(page);
  expect(asked).toBe(1);
  await expect(page.getByRole("dialog")).toBeHidden();
  forgetMissing(faults);
});

test("who leaves before the second part is there keeps the text", async ({ page, faults }) => {
  let isBack = false;
  await page.route(SECOND, (route) => (isBack ? route.continue() : route.abort()));
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await editorReady(page);
  await page.getByRole("textbox", { name: "Policies" }).press("Control+Home");
  await page.keyboard.type("# mine");
  isBack = true;
  await page.reload();
  await editorReady(page);
  await expect.poll(() => text(page)).toMatch(/^# mine/);
  forgetMissing(faults);
});

test("a part that is given up on ends the program, and the text is offered", async ({ page, faults }) => {
  await page.route(SECOND, (route) => route.abort());
  page.on("dialog", (dialog) => dialog.dismiss());
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await editorReady(page);
  await page.getByRole("textbox", { name: "Policies" }).press("Control+Home");
  await page.keyboard.type("a: {");
  const rescue = page.getByRole("dialog", { name: "The playground stopped" });
  await expect(rescue.getByRole("textbox", { name: "Your text" })).toHaveValue(/^a/);
  expect(faults).not.toEqual([]);
  faults.length = 0;
});

/**
 * Takes out what is logged about a file that could not be had: by the browser, and by a worker
 * that needed it at once and is replaced.
 */
function forgetMissing(faults) {
  const others = faults.filter((it) => !/Failed to load (resource|'\S+_second\.wasm')/.test(it));
  faults.splice(0, faults.length, ...others);
}

/** Touches parts of the program that the first view leaves alone. */
async function useEverything(page) {
  await openExample(page, "Leaky policies, repaired");
  await expect(page.getByText(/connections: 4 by a rule/)).toBeVisible();
  await ask(page, "qa-test/frontend", "qa-test/db");
  await expect(explanation(page).getByRole("heading", { level: 2 })).toHaveText("frontend cannot reach db");
  await page.getByRole("textbox", { name: "Policies" }).press("Control+Home");
  await page.keyboard.type("a: {\n");
  await expect(page.getByRole("region", { name: "Problems" })).toContainText(/never closed/);
}
