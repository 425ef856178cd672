// Every policy with what it is for, and what becomes of the answers without it.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./playground.js";
import { ask, diagram, edge, editorReady, explanation, text, writeText } from "./questions.js";

/** The list. */
function policies(page) {
  return page.getByRole("region", { name: "Policies", exact: true });
}

/** One of its entries. */
function entry(page, name) {
  return policies(page).getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });
}

/** The switch of a policy. */
function toggle(page, name) {
  return policies(page).getByRole("switch", { name: `Let ${name} count` });
}

async function show(page, view) {
  await page.getByRole("group", { name: "Show as" }).getByRole("button", { name: view }).click();
}

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await show(page, "Policies");
  await expect(policies(page).getByRole("switch")).toHaveCount(5);
});

test("each says what it selects, isolates and admits, and which connections need it", async ({ page }) => {
  const leaky = entry(page, "db-np").filter({ hasText: "staging" });
  await expect(leaky).toContainText("Selects pods with app=db: db (1 pod).");
  await expect(leaky).toContainText("Isolates ingress: policyTypes lists Ingress.");
  await expect(leaky).toContainText("Does not isolate egress");
  await expect(leaky).toContainText("Only it permits: qa-test/api to staging/db");
  await expect(entry(page, "test-np")).toContainText("Admits nothing.");
});

test("left out, its connections go; taken back, they return", async ({ page }) => {
  const tally = page.locator(".app__tally");
  await expect(tally).toHaveText("10 connections: 4 by a rule, 6 open");
  await toggle(page, "staging/test-np").uncheck();
  await expect(page.getByText("One policy is left out of the evaluation.")).toBeVisible();
  await expect(policies(page)).toContainText("5 policies, 1 left out");
  // Said aloud, and shown.
  const news = /^\d+ connections now allowed$/;
  await expect(page.getByRole("status").filter({ hasText: news })).toBeAttached();
  await expect(policies(page).getByText(news)).toBeVisible();
  await expect(tally).not.toHaveText("10 connections: 4 by a rule, 6 open");

  // Every view answers without it.
  const asked = await ask(page, "staging/frontend", "staging/api");
  await expect(asked).toContainText("frontend reaches api");
  await show(page, "Diagram");
  await expect(page.getByText("One policy is left out of the evaluation.")).toBeVisible();
  await expect(edge(page, "staging/frontend", "staging/api")).toBeAttached();
  await show(page, "Matrix");
  await expect(page.getByRole("gridcell", { name: /^staging\/frontend to staging\/api: allowed/ })).toBeVisible();

  await page.getByRole("button", { name: "Let all count" }).click();
  await expect(page.getByRole("gridcell", { name: /^staging\/frontend to staging\/api: denied/ })).toBeVisible();
  await expect(explanation(page)).toContainText("frontend cannot reach api");
  await expect(tally).toContainText("10 allowed");
  await show(page, "Policies");
  await expect(toggle(page, "staging/test-np")).toBeChecked();
});

test("its lines are one click away", async ({ page }) => {
  await editorReady(page);
  const own = entry(page, "test-np");
  await own.getByRole("button", { name: /^lines / }).first().click();
  await expect(page.locator(".cm-content")).toBeFocused();
  const before = await page.locator("code-editor").evaluate((it) => it.text.slice(0, it.caret));
  expect(before).toContain("name: test-np");
});

test("names filter the list, and the order can be another", async ({ page }) => {
  const filter = policies(page).getByRole("searchbox", { name: "Filter policies" });
  await filter.fill("DB");
  await expect(policies(page).getByRole("switch")).not.toHaveCount(5);
  await filter.fill("nobody");
  await expect(policies(page).getByText("No policy has a name like that")).toBeVisible();
  await filter.fill("");
  const names = () => policies(page).getByRole("heading", { level: 3 }).allTextContents();
  const written = await names();
  await policies(page).getByRole("combobox", { name: "Order of policies" }).selectOption("Name");
  expect(await names()).toEqual([...written].sort());
  await policies(page).getByRole("combobox", { name: "Order of policies" }).selectOption("Most needed");
  expect((await names()).at(-1)).toBe("test-np");
});

test("that one is left out is said even while the text is broken", async ({ page }) => {
  await toggle(page, "staging/test-np").uncheck();
  await expect(page.getByText("One policy is left out of the evaluation.")).toBeVisible();
  await writeText(page, `${await text(page)}\n---\nkind: NetworkPolicy\nspec: {`);
  await expect(page.getByText("Showing the last valid text")).toBeVisible();
  await expect(page.getByText("One policy is left out of the evaluation.")).toBeVisible();
});

test("a reload and a link keep it", async ({ page }) => {
  await toggle(page, "staging/test-np").uncheck();
  await expect(policies(page)).toContainText("1 left out");
  await page.getByRole("button", { name: "Share" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByText("One policy is left out of the evaluation.")).toBeVisible();
  await page.getByRole("button", { name: "Let all count" }).click();
  await expect(page.getByText("One policy is left out of the evaluation.")).toBeHidden();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.getByText("One policy is left out of the evaluation.")).toBeVisible();
  await expect(toggle(page, "staging/test-np")).not.toBeChecked();
});

test("a key turns the switch", async ({ page }) => {
  await toggle(page, "staging/test-np").focus();
  await page.keyboard.press("Space");
  await expect(toggle(page, "staging/test-np")).not.toBeChecked();
  await expect(toggle(page, "staging/test-np")).toBeFocused();
});

for (const [size, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      test("axe finds nothing in the list, with one left out and without", async ({ page }) => {
        for (const act of ["uncheck", "check"]) {
          await toggle(page, "staging/test-np")[act]();
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target)}`)).toEqual([]);
        }
      });
    });
  }
}
