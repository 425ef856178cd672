// The simulated terminal: asked, answered and left by keys, and what it changes can be undone.

import { expect, test } from "./playground.js";
import { diagram, editorReady, text } from "./questions.js";

function terminal(page) {
  return page.getByRole("region", { name: "Terminal" });
}

function line(page) {
  return terminal(page).getByRole("textbox", { name: "Command" });
}

function log(page) {
  return terminal(page).getByRole("log");
}

async function open(page) {
  await page.getByRole("group", { name: "Below the diagram" }).getByRole("button", { name: "Terminal" }).click();
  await expect(terminal(page)).toBeVisible();
}

/** Enters a command by keys. */
async function run(page, command) {
  await line(page).fill(command);
  await line(page).press("Enter");
  await expect(log(page)).toContainText(command);
}

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await editorReady(page);
});

test("the founding case is told as in a shell: who connects, who times out, whom DNS fails", async ({ page }) => {
  await open(page);
  await expect(log(page)).toContainText("A simulation of kubectl");
  await terminal(page).getByRole("button", { name: "kubectl get pods,svc,netpol -A" }).click();
  await expect(log(page)).toContainText(/qa-test +pod\/frontend-1 +1\/1 +Running/);
  await expect(log(page)).not.toContainText("A simulation of kubectl: nothing runs");

  await run(page, "kubectl exec -n qa-test deploy/frontend -- curl -m 2 db-svc:3306");
  await expect(log(page)).toContainText("* Connected to db-svc port 3306");
  await expect(log(page)).toContainText("allowed on 3306/TCP by db-np, rule 1, branch A");
  await run(page, "kubectl exec -n staging deploy/frontend -- curl api-svc");
  await expect(log(page)).toContainText("curl: (6) Could not resolve host: api-svc");
  await expect(log(page)).toContainText("command terminated with exit code 6");
  await run(page, "kubectl exec -n qa-test deploy/frontend -- nc -zv 203.0.113.5 25");
  await expect(log(page)).toContainText("succeeded!");
  // The last answer is in view.
  await expect.poll(() => log(page).evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight)).toBeLessThan(2);
});

test("what a command changes is an edit of the text, shown in the diagram at once, and undone", async ({ page }) => {
  await open(page);
  const before = await text(page);
  await run(page, "kubectl delete netpol db-np -n qa-test");
  await expect(log(page)).toContainText('networkpolicy.networking.k8s.io "db-np" deleted from qa-test namespace');
  await expect.poll(() => text(page)).not.toBe(before);
  await run(page, "kubectl get netpol -n qa-test -o name");
  await expect(log(page).locator(".terminal__exchange").last()).not.toContainText("db-np");
  await terminal(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => text(page)).toBe(before);
  await run(page, "kubectl get netpol -n qa-test -o name");
  await expect(log(page).locator(".terminal__exchange").last()).toContainText("db-np");
});

test("edit goes to the object in the editor", async ({ page }) => {
  await open(page);
  await run(page, "kubectl edit deploy api -n staging");
  await expect(log(page)).toContainText("The editor shows deployment.apps/api.");
  await expect.poll(() => text(page)).toContain("kind: Deployment");
  await expect(page.getByRole("textbox", { name: "Cluster" })).toBeFocused();
});

test("history, completion, and nobody is kept in the line", async ({ page }) => {
  await open(page);
  await run(page, "help");
  await expect(log(page)).toContainText("There is no cluster and no process runs");
  await line(page).press("ArrowUp");
  await expect(line(page)).toHaveValue("help");
  await line(page).press("ArrowDown");
  await expect(line(page)).toHaveValue("");

  await line(page).pressSequentially("ku");
  await line(page).press("Tab");
  await expect(line(page)).toHaveValue("kubectl ");
  await line(page).pressSequentially("get netp");
  await line(page).press("Tab");
  await expect(line(page)).toHaveValue("kubectl get networkpolicies ");
  await line(page).pressSequentially("-n ");
  await line(page).press("Tab");
  const words = terminal(page).getByRole("group", { name: "Completions" });
  await expect(words.getByRole("button")).toHaveText(["qa-test", "staging"]);
  await words.getByRole("button", { name: "staging" }).click();
  await expect(line(page)).toHaveValue("kubectl get networkpolicies -n staging ");

  await line(page).focus();
  await line(page).press("Escape");
  await line(page).press("Tab");
  await expect(terminal(page).getByRole("button", { name: "Complete" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(log(page)).toBeFocused();

  await line(page).fill("clear");
  await line(page).press("Enter");
  await expect(log(page)).toContainText("A simulation of kubectl");
});

test("text that looks like markup is text", async ({ page }) => {
  await open(page);
  await run(page, "kubectl get pods '<img src=x onerror=alert(1)>' -n qa-test");
  await expect(log(page)).toContainText('pods "<img src=x onerror=alert(1)>" not found');
});
