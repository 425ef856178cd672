// What policies probably do not mean, told beside the text.

import { expect, test } from "./playground.js";
import { diagram, editorReady, moveCaret, openExample, text, writeText } from "./questions.js";

function findings(page) {
  return page.getByRole("region", { name: "Findings" });
}

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await editorReady(page);
});

test("the founding case says what leaks and what is cut, and leads to the lines", async ({ page }) => {
  await expect(findings(page)).toContainText("3 warnings");
  await findings(page).getByText("Findings", { exact: true }).click();
  const leak = findings(page).getByRole("button", { name: /^Policies, line 21: these are two entries of from/ });
  await expect(leak).toContainText("that is 1 connection more than with both in one entry: qa-test/frontend -> qa-test/db");
  await expect(findings(page)).toContainText("cannot look up names");
  await leak.click();
  const before = await page.locator("code-editor").evaluate((it) => it.text.slice(0, it.caret));
  expect(before.split("\n").at(-1)).toBe("                  env: qa");
});

test("they are underlined, and silenced by a comment", async ({ page }) => {
  await expect(page.locator(".cm-lintRange-warning").first()).toBeVisible();
  await expect(findings(page)).toContainText("3 warnings");
  await moveCaret(page, 1, 1);
  await page.keyboard.type("# netpol:ignore or-that-reads-like-and, opens-more-than-its-neighbours, dns-is-cut\n");
  await expect(findings(page)).not.toContainText("warning");
  expect(await text(page)).toContain("netpol:ignore");
});

test("a repaired set has no warnings", async ({ page }) => {
  await expect(findings(page)).toContainText("3 warnings");
  await openExample(page, "Leaky policies, repaired");
  await expect(findings(page).filter({ hasText: "warning" })).toHaveCount(0);
});

test("a finding is mended, and gone then", async ({ page }) => {
  await findings(page).getByText("Findings", { exact: true }).click();
  await findings(page).getByRole("button", { name: /^What would fix it.*these are two entries/ }).click();
  const offers = page.getByRole("region", { name: "What can be done" });
  await expect(offers).toContainText("- qa-test/frontend -> qa-test/db, all ports");
  await offers.getByRole("button", { name: /^Apply/ }).first().click();
  await expect(findings(page)).toContainText("2 warnings");
});

test("what the text is refused for is mended, too", async ({ page }) => {
  await writeText(page, (await text(page)).replace("env: qa", "env: yes"));
  const problems = page.getByRole("region", { name: "Problems" });
  await problems.getByRole("button", { name: /^What would fix it/ }).first().click();
  const offers = page.getByRole("region", { name: "What can be done" });
  await expect(offers).toContainText("Quote yes");
  await offers.getByRole("button", { name: /^Apply/ }).click();
  await expect.poll(() => text(page)).toContain('env: "yes"');
  await expect(problems).toBeHidden();
});
