// Who reaches whom as a table: read, asked, folded, filtered, and moved through by keys.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./playground.js";
import { diagram, explanation, question, writeText } from "./questions.js";

/** The table. */
function matrix(page) {
  return page.getByRole("grid", { name: "Reachability matrix" });
}

/** What stands between two places. */
function cell(page, source, destination) {
  return matrix(page).getByRole("gridcell", { name: new RegExp(`^${source} to ${destination}:`) });
}

/** Shows the table. */
async function openMatrix(page) {
  await page.getByRole("group", { name: "Show as" }).getByRole("button", { name: "Matrix" }).click();
  await expect(matrix(page)).toBeVisible();
}

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await openMatrix(page);
});

test("every pair says whether it is allowed, by which rule, or which side refuses", async ({ page }) => {
  await expect(cell(page, "qa-test/api", "staging/db")).toHaveAccessibleName(/allowed on all ports, entering by staging\/db-np, rule 1, branch D/);
  await expect(cell(page, "staging/api", "staging/frontend")).toHaveAccessibleName(/denied leaving and entering/);
  await expect(cell(page, "staging/frontend", "staging/api")).toContainText("leaving");
  await expect(cell(page, "qa-test/api", "qa-test/frontend")).toContainText("open");
  await expect(page.getByText("10 allowed: 4 by a rule, 6 open · 32 denied")).toBeVisible();
});

test("a cell asks the same question as an edge", async ({ page }) => {
  await cell(page, "qa-test/api", "staging/db").click();
  await expect(explanation(page)).toContainText("api of qa-test reaches db of staging");
  await expect(cell(page, "qa-test/api", "staging/db")).toHaveAttribute("aria-selected", "true");
  await expect(question(page).getByLabel("Destination")).toHaveValue("staging/db");
});

test("the pair under the pointer is answered in passing, and what shares its rule stands out", async ({ page }) => {
  const shared = matrix(page).locator("[data-shares]");
  await cell(page, "staging/frontend", "qa-test/db").hover();
  await expect(explanation(page)).toContainText("frontend of staging cannot reach db of qa-test");
  await expect(shared).toHaveCount(0);
  await cell(page, "qa-test/api", "staging/db").hover();
  await expect(explanation(page)).toContainText("api of qa-test reaches db of staging");
  await expect(shared).toHaveCount(1);
  await cell(page, "qa-test/api", "qa-test/db").hover();
  await expect(cell(page, "qa-test/frontend", "qa-test/db")).toHaveAttribute("data-shares", "true");
  // Gone with the pointer, back to what was asked for.
  await page.getByRole("searchbox", { name: "Filter sources" }).hover();
  await expect(explanation(page)).toContainText("frontend reaches db");
  await expect(cell(page, "qa-test/frontend", "qa-test/db")).toHaveAttribute("data-shares", "true");
});

test("keys move as in a grid, and Enter explains", async ({ page }) => {
  await cell(page, "qa-test/frontend", "qa-test/db").focus();
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, "qa-test/api", "qa-test/db")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(cell(page, "qa-test/api", "qa-test/frontend")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(explanation(page)).toContainText("api reaches frontend");
  await page.keyboard.press("Control+End");
  await expect(matrix(page).getByRole("gridcell", { name: "any address outside itself" })).toBeFocused();
  await page.keyboard.press("Control+Home");
  await expect(matrix(page).getByRole("rowheader", { name: "qa-test" }).getByRole("button")).toBeFocused();
  // Everything in it is one stop for Tab.
  await expect(matrix(page).locator("[tabindex='0']")).toHaveCount(1);
});

test("a group folds to how many connect, with a click or a key", async ({ page }) => {
  const title = matrix(page).getByRole("rowheader", { name: "staging" }).getByRole("button");
  await title.click();
  await expect(title).toHaveAttribute("aria-expanded", "false");
  await expect(cell(page, "staging", "staging")).toHaveAccessibleName("staging to staging: 0 of 6 connected");
  await expect(cell(page, "qa-test/api", "staging")).toHaveAccessibleName("qa-test/api to staging: 1 of 3 connected");
  await title.press("Enter");
  await expect(cell(page, "staging/api", "staging/db")).toBeVisible();
});

test("names filter rows and columns, and the order can be another", async ({ page }) => {
  await page.getByRole("searchbox", { name: "Filter sources" }).fill("api");
  await page.getByRole("searchbox", { name: "Filter destinations" }).fill("staging/");
  await expect(matrix(page).getByRole("gridcell")).toHaveCount(6);
  await page.getByRole("searchbox", { name: "Filter sources" }).fill("nobody");
  await expect(page.getByText("Nothing has a name like that.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Filter sources" }).fill("");
  await page.getByRole("searchbox", { name: "Filter destinations" }).fill("");
  await page.getByRole("combobox", { name: "Order of rows and columns" }).selectOption("Name");
  await expect(matrix(page).getByRole("rowheader").nth(1)).toContainText("api");
});

/** Deployments in namespaces, with a denial each and some rules. */
function cluster(workloads, namespaces) {
  const documents = [];
  for (let at = 0; at < namespaces; at += 1) {
    documents.push(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: team-${at} }
spec: { podSelector: {}, policyTypes: [Ingress] }`);
    documents.push(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: allow, namespace: team-${at} }
spec:
  podSelector: { matchLabels: { tier: t${at % 3} } }
  ingress: [{ from: [{ podSelector: {} }], ports: [{ port: ${8000 + at} }] }]`);
  }
  for (let at = 0; at < workloads; at += 1) {
    documents.push(`apiVersion: v1
kind: Pod
metadata: { name: app-${at}, namespace: team-${at % namespaces}, labels: { tier: t${at % 3} } }
spec: { containers: [{ name: c, image: c }] }`);
  }
  return documents.join("\n---\n");
}

test("five hundred by five hundred scroll, and only what is seen is there", async ({ page }) => {
  test.slow();
  await writeText(page, cluster(500, 50));
  await expect(matrix(page)).toHaveAttribute("aria-colcount", /^50\d$/, { timeout: 30_000 });
  const sheet = page.locator(".matrix__scroll");
  expect(await sheet.evaluate((it) => it.querySelectorAll("*").length)).toBeLessThan(8000);
  const slow = await sheet.evaluate(async (it) => {
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ entryTypes: ["longtask"] });
    for (let step = 0; step < 60; step += 1) {
      it.scrollBy(70, 90);
      await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
    }
    return tasks.length;
  });
  test.info().annotations.push({ type: "long tasks while scrolling", description: String(slow) });
  await sheet.evaluate((it) => it.scrollTo(it.scrollWidth, it.scrollHeight));
  await expect(matrix(page).getByRole("gridcell", { name: "any address outside itself" })).toBeVisible();
  // The headings stay in sight.
  await expect(matrix(page).getByRole("columnheader", { name: /Outside/ }).first()).toBeInViewport();
  await expect(matrix(page).getByRole("rowheader", { name: "any address" })).toBeInViewport();
  await page.keyboard.press("Tab");
});

for (const [size, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      test("axe finds nothing in the matrix, unfolded and folded", async ({ page }) => {
        for (const button of ["Fold all", "Unfold all"]) {
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map((it) => it.id)).toEqual([]);
          await page.getByRole("button", { name: button, exact: true }).click();
        }
      });
    });
  }
}
