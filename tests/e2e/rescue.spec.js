// What is left when the program stops in the middle: nobody loses a text.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./playground.js";
import { diagram, openExample } from "./questions.js";

/** A program of one function that does what a published one does for a panic. */
const TRAP = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];

const screen = (page) => page.getByRole("dialog", { name: "The playground stopped" });
const policies = (page) => page.getByRole("textbox", { name: "Policies" });

function stop(page) {
  return page.evaluate((bytes) => {
    setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.f());
  }, TRAP);
}

async function typeAndStop(page, faults) {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await policies(page).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# dear to me\n");
  await stop(page);
  await expect(screen(page)).toBeVisible();
  expect(faults.join("\n")).toContain("unreachable");
  faults.length = 0;
}

test("a stopped program shows the text and lets it be copied", async ({ page, context, faults }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await typeAndStop(page, faults);
  await expect(screen(page).getByRole("textbox", { name: "Your text" })).toHaveValue(/^# dear to me\n(.|\n)*---\n/);
  const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.target).join(", ")}`)).toEqual([]);
  await screen(page).getByRole("button", { name: "Copy my text" }).click();
  await expect(screen(page)).toContainText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# dear to me/);
});

test("where the clipboard is forbidden the text is selected", async ({ page, faults }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await typeAndStop(page, faults);
  await screen(page).getByRole("button", { name: "Copy my text" }).click();
  await expect(screen(page)).toContainText("Selected");
  expect(await page.evaluate(() => getSelection().toString())).toMatch(/^# dear to me/);
});

test("it goes on with the text that was typed last", async ({ page, faults }) => {
  await typeAndStop(page, faults);
  await screen(page).getByRole("button", { name: "Reload and go on" }).click();
  await expect(diagram(page)).toBeVisible();
  await expect(page.getByText("# dear to me").first()).toBeVisible();
});

test("it starts without the text when that is what stops it, and keeps it", async ({ page, faults }) => {
  await typeAndStop(page, faults);
  await screen(page).getByRole("button", { name: "Start with an example" }).click();
  await expect(diagram(page)).toBeVisible();
  await expect(page.getByText("# dear to me")).toHaveCount(0);
  await openExample(page, "Your text");
  await expect(page.getByText("# dear to me").first()).toBeVisible();
});

test("a fault that is none of the program's stops nothing", async ({ page, faults }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await page.evaluate(() => setTimeout(() => { throw new Error("an extension's"); }));
  await expect.poll(() => faults.length).toBeGreaterThan(0);
  faults.length = 0;
  await expect(screen(page)).toBeHidden();
});
