// Whatever happens to the evaluation or to the program, nobody loses a text, and the page
// says what it does about it.

import { expect, test } from "./playground.js";
import { diagram, edge, editorReady, moveCaret, openText, paste, text, writeText } from "./questions.js";

const notice = (page) => page.getByRole("status").filter({ hasText: "The evaluation" });

/** Waits until the evaluation is in a worker's hands. */
async function worker(page) {
  await expect.poll(() => page.workers().length).toBe(1);
  const [it] = page.workers();
  // Its first answer comes with the second part of the program.
  await page.waitForTimeout(1000);
  return it;
}

/** Lets nobody leave qa-test any more. */
async function denyAll(page) {
  await editorReady(page);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+End");
  await paste(
    page.locator(".cm-content"),
    "\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n" +
      "metadata: {name: nobody-at-all, namespace: qa-test}\nspec: {podSelector: {}, policyTypes: [Egress]}\n",
  );
}

const leak = (page) => edge(page, "qa-test/api", "staging/db");

async function open(page) {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await expect(leak(page)).toHaveCount(1);
}

test.describe("the evaluator", () => {
  test("that ended without a word is replaced when it is asked, and the page says so", async ({ page }) => {
    await open(page);
    const first = await worker(page);
    await first.evaluate(() => self.close()).catch(() => {});
    await denyAll(page);
    // It may be silent for ten seconds.
    await expect(notice(page)).toContainText("was started again", { timeout: 20_000 });
    await expect(leak(page)).toHaveCount(0);
    // It stays until the next change is answered: nobody could read it otherwise.
    await page.keyboard.type("# more");
    await expect(notice(page)).toHaveCount(0);
    expect(await text(page)).toContain("nobody-at-all");
  });

  test("that breaks is replaced at once", async ({ page, faults }) => {
    await open(page);
    const first = await worker(page);
    await first.evaluate(() => setTimeout(() => { throw new Error("broken on purpose"); }));
    await expect.poll(() => page.workers().some((it) => it !== first)).toBe(true);
    await denyAll(page);
    await expect(leak(page)).toHaveCount(0);
    faults.length = 0;
  });

  test("that cannot be had is done without", async ({ page }) => {
    await page.addInitScript(() => {
      globalThis.Worker = class {
        constructor() {
          throw new DOMException("not here", "SecurityError");
        }
      };
    });
    await open(page);
    await page.waitForTimeout(1000);
    expect(page.workers()).toEqual([]);
    await denyAll(page);
    await expect(leak(page)).toHaveCount(0);
    await expect(notice(page)).toHaveCount(0);
  });

  test("whose script cannot be loaded is done without", async ({ page, faults }) => {
    await page.route("**/worker.js*", (route) => route.abort());
    await open(page);
    await page.waitForTimeout(1500);
    await denyAll(page);
    await expect(leak(page)).toHaveCount(0);
    faults.length = 0;
  });

  test("leaves what it is at when there is something newer, and answers for the last text", async ({ page }) => {
    await page.addInitScript(() => {
      globalThis.said = [];
      const Native = Worker;
      globalThis.Worker = class extends Native {
        constructor(...rest) {
          super(...rest);
          this.addEventListener("message", ({ data }) => typeof data === "string" && globalThis.said.push(data));
        }
      };
    });
    await open(page);
    await worker(page);
    await openText(page, "Cluster");
    await writeText(page, pods(4000));
    for (const count of [4001, 4002, 4003, 4004]) {
      await page.keyboard.press("Control+End");
      await paste(page.locator(".cm-content"), pod(count));
      await page.waitForTimeout(60);
    }
    await expect(page.getByText("4004 workloads").first()).toBeVisible({ timeout: 40_000 });
    const said = await page.evaluate(() => globalThis.said);
    expect(said).toContain("gave-up");
    expect(said).toContain("alive");
  });
});

test.describe("a text", () => {
  test("of a megabyte is read, and one goes on typing in it", async ({ page }) => {
    await open(page);
    await openText(page, "Cluster");
    const large = pods(9000);
    expect(large.length).toBeGreaterThan(1 << 20);
    await writeText(page, large);
    await expect(page.getByText("9000 workloads").first()).toBeVisible({ timeout: 40_000 });
    expect(await text(page)).toBe(large);
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("# mine\n");
    expect(await text(page)).toBe(`# mine\n${large}`);
    await expect(page.getByText("more than anyone could read").first()).toBeVisible();
  });

  test("that is too much to evaluate is said to be, and the page goes on", async ({ page }) => {
    await open(page);
    await denyAll(page);
    await expect(leak(page)).toHaveCount(0);
    await page.keyboard.press("Control+End");
    const holes = Array.from({ length: 20_000 }, (_, it) => `10.${Math.floor(it / 200)}.${it % 200}.0/24`);
    await paste(
      page.locator(".cm-content"),
      "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: holes, namespace: qa-test}\n" +
        `spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [${holes.join(", ")}]}}]}]}\n`,
    );
    await expect(page.getByText("to work out who reaches whom takes more than").first()).toBeVisible({ timeout: 20_000 });
    // The picture is that of the text before, and says so.
    await expect(page.getByText("Showing the last valid text").first()).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(page.getByText("to work out who reaches whom takes more than")).toHaveCount(0);
    await expect(diagram(page)).toBeVisible();
  });
});

test("when the program itself stops, the text that was typed last can be copied", async ({ page, context, faults }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await editorReady(page);
  // No browser refuses to make an element; a program that is refused one panics.
  await page.evaluate(() => {
    Document.prototype.createElementNS = () => {
      throw new DOMException("refused", "NotSupportedError");
    };
  });
  await moveCaret(page, 1, 1);
  await denyAll(page);
  const stopped = page.getByRole("dialog", { name: "The playground stopped" });
  await expect(stopped).toBeVisible();
  faults.length = 0;
  await stopped.getByRole("button", { name: "Copy my text" }).click();
  await expect(stopped).toContainText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("nobody-at-all");
  await stopped.getByRole("button", { name: "Reload and go on" }).click();
  await expect(diagram(page)).toBeVisible();
  await editorReady(page);
  expect(await text(page)).toContain("nobody-at-all");
});

function pods(count) {
  return Array.from({ length: count }, (_, it) => pod(it + 1)).join("");
}

function pod(number) {
  const labels = `app: app-${number % 40}`;
  return (
    `---\napiVersion: v1\nkind: Pod\nmetadata: {name: pod-${number}, namespace: ns-${number % 20}, labels: {${labels}}}\n` +
    "spec: {containers: [{name: main}]}\n"
  );
}
