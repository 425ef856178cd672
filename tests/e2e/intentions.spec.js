// What is intended, line by line: checked live, mended by offers that were tried, and kept.

import { readFileSync } from "node:fs";
import { expect, test } from "./playground.js";
import { ask, diagram, editorReady, explanation, openExample, text, writeText } from "./questions.js";

/** Where intentions are written and answered. */
function panel(page) {
  return page.getByRole("region", { name: "Intended connections" });
}

function lines(page) {
  return panel(page).getByRole("textbox", { name: "Intended connections, one in each line" });
}

/** What became of each line. */
function results(page) {
  return panel(page).getByRole("list", { name: "What became of each line" }).locator(":scope > li");
}

function sum(page) {
  return panel(page).getByRole("status").filter({ hasText: / of \d+ hold$/ });
}

function offers(page) {
  return page.getByRole("region", { name: "What can be done" });
}

async function open(page) {
  await page.getByRole("group", { name: "Below the diagram" }).getByRole("button", { name: /^Intended connections/ }).click();
  await expect(panel(page)).toBeVisible();
}

/** Everything that the repaired policies permit and deny. */
const DESIGN = `# frontend -> api -> db inside one namespace, and nothing else
qa-test/frontend -> qa-test/api:*   allowed
qa-test/frontend -> qa-test/db      denied
qa-test/api -> qa-test/frontend     denied
qa-test/api -> qa-test/db:*         allowed
qa-test/db -> qa-test/*             denied
staging/* -> qa-test/*              denied
qa-test/* -> staging/*              denied
staging/frontend -> staging/api:*   allowed
staging/frontend -> staging/db      denied
staging/api -> staging/frontend     denied
staging/api -> staging/db:*         allowed
staging/db -> staging/*             denied
external -> qa-test/*               denied
external -> staging/*               denied
qa-test/* -> external:*             allowed
staging/* -> external:*             allowed
`;

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await editorReady(page);
});

test("every line is checked as it is typed, with who shows that it fails, and why", async ({ page }) => {
  await open(page);
  await lines(page).fill("qa-test/frontend -> qa-test/db:3306 denied\nqa-test/api -> qa-test/db allowed\n");
  await expect(sum(page)).toHaveText("1 of 2 hold");
  await expect(results(page)).toHaveCount(2);
  await expect(results(page).first()).toContainText("fails");
  await expect(results(page).first()).toContainText("but qa-test/frontend -> qa-test/db is allowed: by db-np, rule 1, branch A");
  await expect(results(page).last()).toContainText("holds");
  await lines(page).press("Control+End");
  await lines(page).pressSequentially("nonsense");
  await expect(panel(page)).toContainText("line 3, column 1: there is no `->` in this expectation");

  await results(page).first().getByRole("button", { name: /^Explain/ }).click();
  await expect(explanation(page)).toContainText("frontend reaches db");
});

test("a fix lists all that it changes, is made when asked, and can be taken back", async ({ page }) => {
  const before = await text(page);
  await open(page);
  await lines(page).fill("qa-test/frontend -> qa-test/db:3306 denied\n");
  await results(page).getByRole("button", { name: /^What would fix it/ }).click();
  const first = offers(page).getByRole("listitem").first();
  await expect(first).toContainText("- qa-test/frontend -> qa-test/db, all ports");
  expect(await text(page)).toBe(before);
  await first.getByRole("button", { name: /^Apply/ }).click();
  await expect(sum(page)).toHaveText("1 of 1 hold");
  const after = await text(page);
  expect(after).not.toBe(before);
  // One dash less, and nothing else.
  expect(after.replace(/^( {14})(podSelector:)/m, (_, blanks, word) => `${blanks.slice(2)}- ${word}`)).toBe(before);
  await page.getByRole("status").filter({ hasText: /^Done: / }).getByRole("button", { name: "Undo" }).click();
  await expect(sum(page)).toHaveText("0 of 1 hold");
  expect(await text(page)).toBe(before);
});

test("from an explanation: deny it, allow it, expect it", async ({ page }) => {
  await ask(page, "qa-test/frontend", "qa-test/db");
  await explanation(page).getByRole("button", { name: "Deny this connection" }).click();
  await expect(offers(page).getByRole("listitem").first()).toContainText("- qa-test/frontend -> qa-test/db, all ports");
  await offers(page).getByRole("button", { name: "Close" }).click();
  await expect(offers(page)).toBeHidden();
  await explanation(page).getByRole("button", { name: "Expect denied" }).click();
  await expect(lines(page)).toHaveValue("qa-test/frontend -> qa-test/db denied\n");
  await expect(sum(page)).toHaveText("0 of 1 hold");
  await panel(page).getByRole("button", { name: "Expect allowed" }).click();
  await expect(lines(page)).toHaveValue("qa-test/frontend -> qa-test/db allowed\n");
  await expect(sum(page)).toHaveText("1 of 1 hold");

  await page.getByRole("group", { name: "Below the diagram" }).getByRole("button", { name: "Explanation" }).click();
  const denied = await ask(page, "staging/frontend", "staging/api:8080");
  await denied.getByRole("button", { name: "Allow only this connection" }).click();
  await expect(offers(page).getByRole("listitem").first()).toContainText("+ staging/frontend -> staging/api, 8080/TCP");
});

test("cells of the matrix become lines", async ({ page }) => {
  await page.getByRole("group", { name: "Show as" }).getByRole("button", { name: "Matrix" }).click();
  await page.getByRole("gridcell", { name: /^staging\/frontend to staging\/api:/ }).click();
  await explanation(page).getByRole("button", { name: "Expect allowed" }).click();
  await page.getByRole("gridcell", { name: /^qa-test\/db to qa-test\/api:/ }).click();
  await panel(page).getByRole("button", { name: "Expect denied" }).click();
  await expect(lines(page)).toHaveValue("staging/frontend -> staging/api allowed\nqa-test/db -> qa-test/api denied\n");
  await expect(sum(page)).toHaveText("1 of 2 hold");
});

test("the present state and an order of tiers are written as lines", async ({ page }) => {
  await open(page);
  await panel(page).getByRole("button", { name: "Expect the present state" }).click();
  await offers(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(sum(page)).toHaveText(/^(\d+) of \1 hold$/);
  await lines(page).fill("");
  const tiers = panel(page).getByRole("group", { name: "Tiers" });
  for (const tier of ["frontend", "api", "db"]) await tiers.getByLabel("Add a tier").selectOption(`qa-test/${tier}`);
  await tiers.getByRole("button", { name: "Remove qa-test/db" }).click();
  await tiers.getByLabel("Add a tier").selectOption("qa-test/db");
  await tiers.getByRole("button", { name: "Expect this order and nothing else" }).click();
  await offers(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(lines(page)).toHaveValue(/qa-test\/api -> qa-test\/db/);
  await expect(results(page).filter({ hasText: "qa-test/frontend -> qa-test/db" })).toContainText("fails");
});

test("policies are proposed from nothing but lines, and hold every one", async ({ page }) => {
  await open(page);
  await lines(page).fill(DESIGN);
  await panel(page).getByRole("button", { name: "Propose policies", exact: true }).click();
  await expect(offers(page)).toContainText("16 of 16 hold");
  await expect(offers(page)).toContainText("In place of qa-test/db-np");
  await offers(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(sum(page)).toHaveText("16 of 16 hold");
  await expect(page.getByRole("tab", { name: "Proposed policies" })).toBeVisible();
  await sameAsRepaired(page);
});

for (const by of ["pointer", "keyboard"]) {
  test(`the founding story by ${by}: design, failures, fixes, changes, export`, async ({ page }) => {
    test.slow();
    const press = async (button) => {
      if (by === "pointer") return button.click();
      await reach(page, button);
      await page.keyboard.press("Enter");
    };
    const comment = (await text(page)).split("\n")[0];
    await press(page.getByRole("group", { name: "Below the diagram" }).getByRole("button", { name: /^Intended connections/ }));
    if (by === "pointer") await lines(page).click();
    else await reach(page, lines(page));
    await page.keyboard.insertText(DESIGN);
    await expect(sum(page)).toHaveText("8 of 16 hold");
    for (let steps = 0; !(await sum(page).textContent()).startsWith("16"); steps += 1) {
      expect(steps).toBeLessThan(20);
      const before = await text(page);
      await press(panel(page).getByRole("button", { name: /^What would fix it/ }).first());
      await press(offers(page).getByRole("button", { name: /^Apply/ }).first());
      await expect.poll(() => text(page)).not.toBe(before);
      await expect(page.getByRole("status").filter({ hasText: /^Done: / })).toBeVisible();
      await expect(offers(page)).toBeHidden();
      await page.waitForTimeout(150);
    }
    await expect(sum(page)).toHaveText("16 of 16 hold");
    await press(page.getByRole("group", { name: "Show as" }).getByRole("button", { name: /^Changes/ }));
    await expect(page.getByRole("list", { name: "Connections that changed" })).toContainText("qa-test/frontend → qa-test/db");

    await press(page.getByRole("button", { name: "Share" }));
    const [download] = await Promise.all([page.waitForEvent("download"), press(page.getByRole("button", { name: /^Download.*All files/ }))]);
    const exported = readFileSync(await download.path(), "utf8");
    expect(exported).toContain(comment);
    expect(exported).toContain("kubectl.kubernetes.io/last-applied-configuration");
    await page.keyboard.press("Escape");
    await sameAsRepaired(page);
  });
}

test("they travel in the link, in a file, and stay over a reload", async ({ page, context }) => {
  await open(page);
  await lines(page).fill("qa-test/frontend -> qa-test/db denied\n");
  await expect(sum(page)).toHaveText("0 of 1 hold");
  await page.waitForTimeout(600);
  await page.reload();
  await open(page);
  await expect(lines(page)).toHaveValue("qa-test/frontend -> qa-test/db denied\n");

  await page.getByRole("button", { name: "Share" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^Download.*Intended connections/ }).click()]);
  expect(download.suggestedFilename()).toBe("intended.expect");
  expect(readFileSync(await download.path(), "utf8")).toBe("qa-test/frontend -> qa-test/db denied\n");
  const other = await context.newPage();
  await other.goto(link);
  await open(other);
  await expect(lines(other)).toHaveValue("qa-test/frontend -> qa-test/db denied\n");
  await other.close();
});

test("another example puts them aside with the texts they belong to", async ({ page }) => {
  await open(page);
  await lines(page).fill("qa-test/frontend -> qa-test/db denied\n");
  await openExample(page, "Leaky policies, repaired");
  await expect(lines(page)).toHaveValue("");
  await page.getByRole("button", { name: "Examples", exact: true }).click();
  await page.getByRole("button", { name: /^Your text/ }).first().click();
  await expect(lines(page)).toHaveValue("qa-test/frontend -> qa-test/db denied\n");
});

/** Goes to an element by the Tab key, whichever way is shorter. */
async function reach(page, target) {
  for (let step = 0; step < 250; step += 1) {
    if (await target.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press(step < 125 ? "Tab" : "Shift+Tab");
    // The editor keeps the key, and lets go of it after Escape.
    if (await page.evaluate(() => document.activeElement?.closest(".cm-content") !== null)) await page.keyboard.press("Escape");
  }
  throw new Error(`no way to ${target}`);
}

/** The present texts connect everybody as the repaired policies do. */
async function sameAsRepaired(page) {
  const repaired = readFileSync(new URL("../../static/examples/leaky-policies/policies-after.yaml", import.meta.url), "utf8");
  await page.getByRole("group", { name: "Show as" }).getByRole("button", { name: /^Changes/ }).click();
  await page.getByRole("button", { name: "Pin this state" }).click();
  const proposed = page.getByRole("tab", { name: "Proposed policies" });
  if (await proposed.isVisible()) {
    await proposed.click();
    await writeText(page, "");
  }
  await page.getByRole("tab", { name: "Policies", exact: true }).click();
  await writeText(page, repaired);
  await expect(page.getByRole("status").filter({ hasText: /^Same reachability/ })).toBeVisible();
}
