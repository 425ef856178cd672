// The page opens, wherever it is hosted. Every other fault fails it too: see playground.js.

import { expect, test } from "./playground.js";

test("the page opens", async ({ page }) => {
  await page.goto("./");
  await expect(page).toHaveTitle(/Netpol Playground/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a broken program is said, not hidden", async ({ page, faults }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByText("The playground could not start.")).toBeVisible();
  expect(faults).not.toEqual([]);
  faults.length = 0;
});

test("the watch over faults is awake", async ({ page, faults }) => {
  await page.goto("./");
  await page.evaluate(() => fetch("https://example.invalid/").catch(() => {}));
  await expect.poll(() => faults.join("\n")).toContain("connect-src");
  faults.length = 0;
});
