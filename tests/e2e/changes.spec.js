// What a change of the texts does, held against the state that was opened or pinned.

import { expect, test } from "./playground.js";
import { diagram, edge, editorReady, moveCaret, openExample, text, writeText } from "./questions.js";

/** The switch of the view, with what changed on it. */
function changes(page) {
  return page.getByRole("group", { name: "Show as" }).getByRole("button", { name: /^Changes/ });
}

/** The connections that changed. */
function list(page) {
  return page.getByRole("list", { name: "Connections that changed" });
}

const BOTH = "qa-test/frontend → qa-test/db";

/** Two alternatives of one `from` become one entry, by one dash less. */
async function merge(page) {
  await editorReady(page);
  const before = await text(page);
  const merged = before.replace(/- (podSelector:\n\s+matchLabels:\n\s+app: api\n)/, "  $1");
  expect(merged).not.toBe(before);
  await writeText(page, merged);
}

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
});

test("a dash less, and what it costs is counted beside the view", async ({ page }) => {
  await expect(changes(page)).toHaveAccessibleName("Changes");
  await merge(page);
  await expect(changes(page)).toHaveAccessibleName("Changes 1 connection lost");
  await expect(changes(page)).toContainText("−1");

  await changes(page).click();
  await expect(page.getByRole("status").filter({ hasText: /^1 connection lost$/ })).toBeVisible();
  const lost = list(page).getByRole("listitem");
  await expect(lost).toHaveCount(1);
  await expect(lost).toContainText(BOTH);
  await expect(lost).toContainText("before");
  await expect(lost).toContainText("allowed, by db-np, rule 1, peer 1");
  await expect(lost).toContainText("denied, entering db");
  const ghost = diagram(page).getByRole("button", { name: /^Lost: qa-test\/frontend to qa-test\/db:/ });
  await expect(ghost).toHaveAttribute("data-change", "lost");
  await expect(ghost).toContainText("− lost");

  await lost.getByRole("button").click();
  await expect(page.getByRole("region", { name: "Explanation" })).toContainText("frontend cannot reach db");
});

test("the editor marks the lines", async ({ page }) => {
  await editorReady(page);
  await moveCaret(page, 1, 1);
  await page.keyboard.type("# mine\n");
  await expect(page.locator(".cm-lineNumbers .code-added")).toHaveText(["1"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type(" # theirs");
  await expect(page.locator(".cm-lineNumbers .code-changed")).toHaveCount(1);
});

test("what changes nothing is called the same", async ({ page }) => {
  await changes(page).click();
  await expect(page.getByText("Nothing has changed since this state was pinned.", { exact: false })).toBeVisible();
  await editorReady(page);
  await moveCaret(page, 1, 1);
  await page.keyboard.type("# mine\n");
  await expect(page.getByRole("status").filter({ hasText: /^Same reachability/ })).toBeVisible();
  await expect(changes(page)).toContainText("=");
});

test("pinned, swapped and brought back", async ({ page }) => {
  await editorReady(page);
  const original = await text(page);
  await merge(page);
  const merged = await text(page);
  await changes(page).click();
  await page.getByRole("button", { name: "Swap" }).click();
  await expect(changes(page)).toHaveAccessibleName("Changes 1 connection gained");
  expect(await text(page)).toBe(original);
  await page.getByRole("button", { name: "Swap" }).click();
  await expect(changes(page)).toHaveAccessibleName("Changes 1 connection lost");

  await page.getByRole("button", { name: "Back to pinned" }).click();
  await expect(list(page)).toBeHidden();
  expect(await text(page)).toBe(original);
  // What was written is kept.
  await page.getByRole("button", { name: "Examples", exact: true }).click();
  await page.getByRole("button", { name: /^Your text/ }).first().click();
  await expect.poll(() => text(page)).toBe(merged);
});

test("pinned, the present state is what later ones are held against", async ({ page }) => {
  await merge(page);
  await changes(page).click();
  await expect(list(page)).toBeVisible();
  await page.getByRole("button", { name: "Pin this state" }).click();
  await expect(list(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Swap" })).toBeDisabled();
});

test("two sets that are pasted one after the other are compared", async ({ page }) => {
  const pods = ["a", "b"].map((name) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: x, labels: {app: ${name}}}\n`);
  const policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: x}\nspec: {podSelector: {}}\n";
  await page.getByRole("tab", { name: "Cluster" }).click();
  await writeText(page, "");
  await page.getByRole("tab", { name: "Policies" }).click();
  await writeText(page, pods.join("---\n"));
  await changes(page).click();
  await page.getByRole("button", { name: "Pin this state" }).click();
  await writeText(page, [...pods, policy].join("---\n"));
  await expect(page.getByRole("status").filter({ hasText: /^4 connections lost$/ })).toBeVisible();
  await expect(list(page)).toContainText("x/a → x/b");
});

test("a policy that is left out counts as a change", async ({ page }) => {
  await page.getByRole("group", { name: "Show as" }).getByRole("button", { name: "Policies" }).click();
  await page.getByRole("switch", { name: "Let staging/test-np count" }).uncheck();
  await expect(changes(page)).toHaveAccessibleName(/gained$/);
});

test("an example is its own baseline, and a reload keeps the draft's", async ({ page }) => {
  await merge(page);
  await expect(changes(page)).toContainText("−1");
  // Written a moment after it changed.
  await page.waitForTimeout(600);
  await page.reload();
  await expect(changes(page)).toContainText("−1");
  await openExample(page, "Leaky policies, repaired");
  await expect(changes(page)).toHaveAccessibleName("Changes");
});

test("a link carries what the texts are held against", async ({ page, context }) => {
  await merge(page);
  await changes(page).click();
  await expect(list(page)).toBeVisible();
  await page.getByRole("button", { name: "Share" }).click();
  const link = await page.getByRole("textbox", { name: /link/i }).inputValue();
  const other = await context.newPage();
  await other.goto(link);
  await expect(changes(other)).toHaveAttribute("aria-pressed", "true");
  await expect(list(other)).toContainText(BOTH);
  await other.close();
});

test("all of it by keyboard", async ({ page }) => {
  await merge(page);
  await expect(changes(page)).toContainText("−1");
  await changes(page).focus();
  await page.keyboard.press("Enter");
  await expect(list(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Pin this state" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(list(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(edge(page, "Lost: qa-test/frontend", "qa-test/db")).toHaveAttribute("aria-pressed", "true");
});
