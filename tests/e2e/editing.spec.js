// The text and the picture follow each other, and nothing typed is lost.

import { expect, test } from "./playground.js";
import { diagram, edge, editorReady, explanation, litLines, moveCaret, openExample, openText, question, text, writeText } from "./questions.js";

const LEAK = ["qa-test/frontend", "qa-test/db"];

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await editorReady(page);
});

test("while the text is broken the last good picture stays, and the problem is named with its line", async ({ page }) => {
  await page.getByRole("textbox", { name: "Policies" }).focus();
  await moveCaret(page, 23, 1);
  await page.keyboard.type("{");

  await expect(page.getByText("Showing the last valid text")).toBeVisible();
  await expect(edge(page, ...LEAK)).toHaveAccessibleName(/: allowed/);
  await expect(page.getByRole("region", { name: "Problems" })).toContainText(/Policies, line 23: this { is never closed/);
  for (const it of [explanation(page), question(page)]) await expect(it).toContainText("of the last valid text");
  // A badge must never point at a wrong line.
  await expect(page.locator(".code-signs .badge")).toHaveCount(0);

  await page.keyboard.press("Backspace");
  await expect(page.getByText("last valid text")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Problems" })).toBeHidden();
  expect(await litLines(page)).toEqual([21, 22, 23]);
});

test("what can be read is shown on demand while the rest is broken", async ({ page }) => {
  await page.getByRole("textbox", { name: "Policies" }).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("---\nkind: NetworkPolicy\n");
  await page.getByRole("button", { name: "Show what can be read" }).click();
  await expect(page.getByText("Some documents cannot be read")).toBeVisible();
  await expect(edge(page, ...LEAK)).toHaveAccessibleName(/: allowed/);
});

test("a problem leads to its line", async ({ page }) => {
  const policies = page.getByRole("textbox", { name: "Policies" });
  await writeText(page, "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: x}\nspec:\n  podSelctor: {}\n");
  const problem = page.getByRole("region", { name: "Problems" }).getByRole("button", { name: /podSelctor/ });
  await expect(problem).toContainText("Policies, line 5");
  await problem.click();
  await expect(policies).toBeFocused();
  expect(await page.evaluate(() => getSelection().toString())).toBe("podSelctor");
});

test("the caret in an entry lights the edges it permits", async ({ page }) => {
  await page.getByRole("textbox", { name: "Policies" }).focus();
  await moveCaret(page, 25, 10);
  await expect(edge(page, "qa-test/api", "qa-test/db")).toHaveAttribute("data-light", "lit");
  await expect(edge(page, "qa-test/api", "staging/db")).toHaveAttribute("data-light", "dim");
  await moveCaret(page, 65, 10);
  await expect(edge(page, "qa-test/api", "staging/db")).toHaveAttribute("data-light", "lit");
});

test("what was typed survives a reload", async ({ page }) => {
  const cluster = await openText(page, "Cluster");
  await cluster.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# mine");
  await page.reload();
  await openText(page, "Cluster");
  await expect.poll(() => text(page)).toMatch(/# mine$/);
});

test("an example never destroys what was typed", async ({ page }) => {
  const policies = page.getByRole("textbox", { name: "Policies" });
  await policies.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# mine, and dear to me\n");
  await openExample(page, "Default deny");
  await expect.poll(() => text(page)).not.toMatch(/dear to me/);
  await page.reload();
  await openExample(page, "Your text");
  await expect.poll(() => text(page)).toMatch(/^# mine, and dear to me/);
});

test("each example opens with the pair it is about", async ({ page }) => {
  for (const [title, headline] of [
    ["Default deny", "web reaches orders"],
    ["AND versus OR", "grafana of monitoring reaches cache of shop"],
    ["Leaky policies, repaired", "api reaches db"],
  ]) {
    await openExample(page, title);
    await expect(explanation(page).getByRole("heading", { level: 2 })).toHaveText(headline);
  }
});

test("an empty start says what to do", async ({ page }) => {
  await openExample(page, "Empty start");
  await expect.poll(() => text(page)).toBe("");
  await expect(page.getByText("no connections")).toBeVisible();
  await expect(explanation(page)).toContainText("Who can reach whom");
});

test("what policies do not depend on is left aside by name, and found again", async ({ page }) => {
  const object = (kind, name) => `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
  await writeText(page, [object("ConfigMap", "a"), object("Secret", "b"), object("ConfigMap", "c")].join("---\n"));
  const aside = page.locator(".problem-list__aside");
  await expect(aside.getByRole("button")).toHaveText(["ConfigMap ×2", "Secret"]);
  await expect(page.locator(".editor__summary")).toContainText("3 left aside");
  await expect(page.getByRole("region", { name: "Problems" })).toBeHidden();
  await aside.getByRole("button", { name: "Secret" }).click();
  expect(await page.evaluate(() => getSelection().toString())).toContain("kind: Secret");
});

test("a pasted dump, a list, JSON and nonsense all get an answer", async ({ page }) => {
  const policy = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "shut", namespace: "qa-test" }, spec: { podSelector: {} } };
  await writeText(page, JSON.stringify({ kind: "List", apiVersion: "v1", items: [policy] }, null, 2));
  await expect(edge(page, ...LEAK)).toHaveAccessibleName(/: denied/);
  await writeText(page, "what is this even? {[");
  await expect(page.getByRole("region", { name: "Problems" })).toContainText("Policies, line 1");
  await writeText(page, JSON.stringify(policy));
  await expect(page.getByRole("region", { name: "Problems" })).toBeHidden();
});
