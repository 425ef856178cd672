// The founding case says exactly what it must, on the page itself.

import { expect, test } from "./playground.js";
import {
  ask,
  branch,
  clauses,
  diagram,
  edge,
  explanation,
  litLines,
  moveCaret,
  openExample,
  question,
} from "./questions.js";

const ADMITS = /: admits/;
const OTHERS = ["qa-test/frontend", "qa-test/api", "qa-test/db"];
const STAGING = ["staging/frontend", "staging/api", "staging/db"];

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
});

test("the page opens on the leak, with the line that causes it", async ({ page }) => {
  await expect(page.getByText("10 connections: 4 by a rule, 6 open")).toBeVisible();
  await expect(explanation(page).getByRole("heading", { level: 2 })).toHaveText("frontend reaches db");
  expect(await litLines(page)).toEqual([21, 22, 23]);
  await expect(edge(page, "qa-test/frontend", "qa-test/db")).toHaveAccessibleName(
    "qa-test/frontend to qa-test/db: allowed on all ports by db-np, rule 1, branch A",
  );
});

test("frontend reaches db by branch A alone, and may leave since nothing isolates it", async ({ page }) => {
  const answer = await ask(page, "qa-test/frontend", "qa-test/db");
  await expect(answer).toContainText("No policy isolates frontend for egress");
  await expect(answer.getByRole("group", { name: "Policy db-np" })).toBeVisible();
  await expect(answer.getByRole("article", { name: ADMITS })).toHaveCount(1);
  expect(await clauses(branch(page, "A"))).toEqual(["yes namespace env=qa", "yes pod any"]);
  expect(await clauses(branch(page, "B"))).toEqual(["yes namespace qa-test", "no pod app=api"]);
});

test("api reaches db by both branches", async ({ page }) => {
  const answer = await ask(page, "qa-test/api", "qa-test/db");
  await expect(answer.getByRole("article", { name: ADMITS })).toHaveCount(2);
  await expect(branch(page, "A")).toHaveAccessibleName("Branch A: admits api");
  await expect(branch(page, "B")).toHaveAccessibleName("Branch B: admits api");
});

test("api reaches frontend because nothing isolates the frontend", async ({ page }) => {
  const answer = await ask(page, "qa-test/api", "qa-test/frontend");
  await expect(answer.getByRole("heading", { level: 2 })).toHaveText("api reaches frontend");
  await expect(answer).toContainText("No policy isolates frontend for ingress");
  await expect(answer.getByRole("article")).toHaveCount(0);
});

test("db cannot reach api: the podSelector wants another label", async ({ page }) => {
  const answer = await ask(page, "qa-test/db", "qa-test/api");
  await expect(answer.getByRole("heading", { level: 2 })).toHaveText("db cannot reach api");
  await expect(answer.getByRole("group", { name: "Policy frontend-api-np" })).toBeVisible();
  expect(await clauses(branch(page, "C"))).toEqual(["yes namespace qa-test", "no pod app=frontend"]);
  await expect(branch(page, "C")).toContainText("db has app=db");
});

test("api reaches the db of staging: both clauses hold", async ({ page }) => {
  const answer = await ask(page, "qa-test/api", "staging/db");
  await expect(answer.getByRole("heading", { level: 2 })).toHaveText("api of qa-test reaches db of staging");
  expect(await clauses(branch(page, "D"))).toEqual(["yes namespace any", "yes pod app=api"]);
});

test("frontend cannot reach the db of staging: the pod clause fails, the namespace clause holds", async ({ page }) => {
  await ask(page, "qa-test/frontend", "staging/db");
  expect(await clauses(branch(page, "D"))).toEqual(["yes namespace any", "no pod app=api"]);
});

test("frontend cannot reach the api of staging: the entry speaks of its own namespace", async ({ page }) => {
  await ask(page, "qa-test/frontend", "staging/api");
  expect(await clauses(branch(page, "E"))).toEqual(["no namespace staging", "yes pod app=frontend"]);
});

for (const source of STAGING) {
  test(`nothing leaves ${source}: test-np isolates egress and has no rule`, async ({ page }) => {
    const name = source.split("/")[1];
    for (const destination of [...OTHERS, ...STAGING, "any address outside"]) {
      if (destination === source) continue;
      const answer = await ask(page, source, destination);
      await expect(answer.getByRole("heading", { level: 2 })).toContainText("cannot reach");
      const leaving = answer.locator(".side").filter({ hasText: `Leaving ${name}` });
      await expect(leaving).toHaveAttribute("data-state", "rejected");
      await expect(leaving.getByRole("group", { name: "Policy test-np" })).toContainText("no egress rule");
    }
  });
}

test("repaired, exactly frontend to api to db is left in each namespace", async ({ page }) => {
  await openExample(page, "Leaky policies, repaired");
  await expect(page.getByText(/connections: 4 by a rule/)).toBeVisible();
  const names = await diagram(page)
    .getByRole("button", { name: /^[\w/-]+ to [\w-]+\/[\w-]+:/ })
    .evaluateAll((all) => all.map((it) => it.getAttribute("aria-label").split(":")[0]));
  expect(names.filter((it) => !it.startsWith("any address")).sort()).toEqual([
    "qa-test/api to qa-test/db",
    "qa-test/frontend to qa-test/api",
    "staging/api to staging/db",
    "staging/frontend to staging/api",
  ]);
});

test("typing OR into AND closes the leak, and nothing else", async ({ page }) => {
  await expect(edge(page, "qa-test/frontend", "qa-test/db")).toHaveAccessibleName(/: allowed/);
  const policies = page.getByRole("textbox", { name: "Policies" });
  await policies.focus();
  // Line 24, `            - podSelector:`: the dash becomes a space.
  await moveCaret(page, 24, 13);
  await page.keyboard.press("Delete");
  await page.keyboard.type(" ");

  await expect(page.getByText("9 connections: 3 by a rule, 6 open")).toBeVisible();
  await expect(edge(page, "qa-test/frontend", "qa-test/db")).toHaveAccessibleName(/: denied/);
  await expect(explanation(page).getByRole("heading", { level: 2 })).toHaveText("frontend cannot reach db");
  expect(await clauses(branch(page, "A"))).toEqual(["yes namespace env=qa", "no pod app=api"]);
  await expect(edge(page, "qa-test/api", "qa-test/db")).toHaveAccessibleName(/by db-np, rule 1, branch A$/);

  await page.keyboard.press("Backspace");
  await page.keyboard.type("-");
  await expect(page.getByText("10 connections: 4 by a rule, 6 open")).toBeVisible();
  await expect(edge(page, "qa-test/frontend", "qa-test/db")).toHaveAccessibleName(/: allowed/);
});

test("a question is typed as one would test it in a shell, and walked step by step", async ({ page }) => {
  await page.goto("./");
  const command = "kubectl exec -n staging deploy/frontend -- curl -m 2 http://api-svc/";
  await question(page).getByLabel("Destination").fill(command);
  await expect(question(page)).toContainText("No");
  const steps = explanation(page).getByRole("list", { name: "Step by step" }).getByRole("listitem");
  await expect(steps).toHaveCount(4);
  await expect(steps.nth(0)).toContainText("Name lookup");
  await expect(steps.nth(2)).toContainText("no: Leaving");
  await page.keyboard.press("Enter");
  await expect(question(page).getByLabel("Source")).toHaveValue("staging/deploy/frontend");
  await expect(question(page).getByLabel("Destination")).toHaveValue("api-svc:80");
});

test("a question about nobody says so and keeps what was typed", async ({ page }) => {
  await page.goto("./");
  await question(page).getByLabel("Source").fill("qa-test/nobody");
  await expect(question(page)).toContainText("there is no pod, workload or Service `nobody`");
  await expect(question(page).getByLabel("Source")).toHaveValue("qa-test/nobody");
});
