// Whole visits, each by somebody with a purpose of their own. What single parts do is held
// elsewhere; here the way from one to the next is.

import { expect, test } from "./playground.js";
import { branch, diagram, edge, editorReady, explanation, moveCaret, openExample, paste, question, text } from "./questions.js";

/** What a terminal shows, prompt line and all. */
const TERMINAL = `$ kubectl get pods -n shop --show-labels -o wide
NAME                     READY   STATUS    RESTARTS   AGE   IP           NODE     NOMINATED NODE   READINESS GATES   LABELS
web-6d4cf56db6-7h9zt     1/1     Running   0          12d   10.244.1.7   node-1   <none>           <none>            app=web,pod-template-hash=6d4cf56db6
orders-58f7c9d5c4-mw2xp  1/1     Running   0          12d   10.244.2.4   node-2   <none>           <none>            app=orders,pod-template-hash=58f7c9d5c4
`;
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: orders, namespace: shop}
spec:
  podSelector: {matchLabels: {app: orders}}
  ingress:
    - from:
        - podSelector: {matchLabels: {app: website}}
      ports: [{port: 8080}]
`;

const news = (page) => page.locator(".app__result-bar").getByRole("status");
const heading = (page) => explanation(page).getByRole("heading", { level: 2 });

test("a learner sees the leak, closes it, and is told what changed", async ({ page }) => {
  await page.goto("./");
  await expect(heading(page)).toHaveText("frontend reaches db");
  await expect(branch(page, "A")).toContainText("admits frontend");
  await expect(explanation(page)).toContainText("OR");

  // Back in the text, the dash that makes two entries of one goes.
  await editorReady(page);
  await moveCaret(page, 24, 13);
  await page.keyboard.press("Delete");
  await page.keyboard.type(" ");
  await expect(heading(page)).toHaveText("frontend cannot reach db");
  await expect(news(page)).toContainText("1 connection now denied");

  // The mended version is an example, too; what was typed is not lost by looking at it.
  const mine = await text(page);
  await openExample(page, "Leaky policies, repaired");
  await expect(page.getByText(/connections: 4 by a rule/)).toBeVisible();
  await page.getByRole("button", { name: "Examples", exact: true }).click();
  await page.getByRole("button", { name: /^Your text/ }).first().click();
  await expect.poll(() => text(page)).toBe(mine);
});

test("an engineer in trouble pastes what the terminal shows, asks as in a shell, and mends the rule", async ({ page }) => {
  await page.goto("./");
  await openExample(page, "Empty start");
  await editorReady(page);
  await paste(page.locator("main"), TERMINAL);
  await paste(page.locator("main"), POLICY);
  await expect(diagram(page).getByRole("button", { name: /^shop\/orders/ }).first()).toBeVisible();

  await question(page).getByLabel("Destination").fill("kubectl exec -n shop web-6d4cf56db6-7h9zt -- nc -zv 10.244.2.4 8080");
  await expect(question(page)).toContainText("No");
  await expect(heading(page)).toHaveText(/^web.* cannot reach orders/);
  // One clause is in the way, and it is said which, and what would do.
  const near = explanation(page).locator(".advice").filter({ hasText: "What would admit it" });
  await expect(near).toContainText("app=website");

  await page.getByRole("tab", { name: "Pasted 2" }).click();
  await expect.poll(() => text(page)).toContain("app: website");
  await page.locator("code-editor").evaluate((it) => {
    const at = it.text.indexOf("website");
    it.select(at, at + "website".length);
  });
  await page.keyboard.type("web");
  await expect(question(page)).toContainText("Yes");
  await expect(news(page)).toContainText("now allowed");
});

test("the whole story needs no mouse, and is heard", async ({ page }) => {
  await page.goto("./");
  await expect(heading(page)).toHaveText("frontend reaches db");
  await editorReady(page);

  // To the diagram with Tab alone, along its edges with arrows, and into the reasons.
  const focused = () =>
    page.evaluate(() => {
      const it = document.activeElement;
      return (it?.closest(".diagram__picture") ? "diagram: " : "") + (it?.getAttribute("aria-label") ?? "");
    });
  const until = async (key, wanted) => {
    for (let step = 0; step < 60; step += 1) {
      if (wanted.test(await focused())) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${key} does not lead to ${wanted}: it is at ${await focused()}`);
  };
  await page.locator("body").press("Tab");
  await until("Tab", /^diagram: .*\w/);
  await until("ArrowRight", /^diagram: qa-test\/frontend to qa-test\/db: allowed/);
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("frontend reaches db");

  // The text is reached and left with keys, too.
  await page.keyboard.press("Shift+Tab");
  await until("Shift+Tab", /^Policies$/);
  await page.keyboard.press("Control+Home");
  while (!(await restOfLine(page)).includes("- podSelector:")) await page.keyboard.press("ArrowDown");
  while (!(await restOfLine(page)).startsWith("- podSelector:")) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Delete");
  await page.keyboard.type(" ");
  await expect(news(page)).toContainText("1 connection now denied");
  await expect(heading(page)).toHaveText("frontend cannot reach db");
  await page.keyboard.press("Control+z");
  await expect(news(page)).toContainText("1 connection now allowed");
});

/** What stands behind the caret on its line. */
function restOfLine(page) {
  return page.locator("code-editor").evaluate((it) => it.text.slice(it.caret).split("\n")[0]);
}
