// Every view, at every width and in both themes: nothing for axe to find, nothing cut off, and
// everything that can be pressed large enough for a finger.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./playground.js";
import { ask, diagram, editorReady, question, writeText } from "./questions.js";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The last is a window of 1280 × 1024 at 400 %. */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
  { width: 320, height: 256 },
];
/** Where one pane is shown at a time. */
const NARROW = 900;

/** Everything there is to see, each with how one comes there. */
const VIEWS = {
  diagram: async () => {},
  filter: async (page) => page.getByText("Filter", { exact: true }).click(),
  answer: async (page) => {
    await page.getByText("Filter", { exact: true }).click();
    await ask(page, "staging/frontend", "staging/api");
    await expect(question(page).getByRole("status")).toContainText("No");
  },
  explanation: async (page) => pane(page, "Explain"),
  intentions: async (page) => {
    await page.getByRole("group", { name: "Below the diagram" }).getByRole("button", { name: /^Intended/ }).click();
    await page.getByRole("textbox", { name: /^Intended/ }).fill("staging/frontend -> staging/api:8080 allowed\nnonsense\n");
    await page.getByRole("button", { name: /^What would fix it/ }).click();
    await expect(page.getByRole("region", { name: "What can be done" })).toBeVisible();
  },
  terminal: async (page) => {
    await page.getByRole("group", { name: "Below the diagram" }).getByRole("button", { name: "Terminal" }).click();
    const line = page.getByRole("textbox", { name: "Command" });
    for (const command of ["kubectl get pods,svc -A --show-labels", "kubectl exec -n staging deploy/frontend -- curl api-svc"]) {
      await line.fill(command);
      await line.press("Enter");
    }
    await expect(page.getByRole("log")).toContainText("exit code 6");
    await line.fill("kubectl get -n ");
    await line.press("Tab");
    await expect(page.getByRole("group", { name: "Completions" })).toBeVisible();
  },
  matrix: async (page) => {
    await pane(page, "Diagram");
    await show(page, "Matrix");
    await expect(page.getByRole("grid")).toBeVisible();
  },
  policies: async (page) => {
    await show(page, "Policies");
    await page.getByRole("switch").first().uncheck();
    await expect(page.getByText("One policy is left out")).toBeVisible();
  },
  changes: async (page) => {
    await show(page, "Changes");
    await expect(page.getByRole("list", { name: "Connections that changed" })).toBeVisible();
  },
  editor: async (page) => {
    await pane(page, "Editor");
    await editorReady(page);
  },
  builder: async (page) => {
    await page.getByRole("button", { name: "Builder" }).click();
    await expect(page.getByRole("region", { name: "Cluster builder" })).toBeVisible();
  },
  examples: async (page) => {
    await page.getByRole("button", { name: "Builder" }).locator("..").getByRole("button", { name: "Text" }).click();
    await page.getByRole("button", { name: "Examples", exact: true }).click();
  },
  share: async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByRole("textbox", { name: "Link" })).toBeVisible();
  },
  problems: async (page) => {
    await page.keyboard.press("Escape");
    await pane(page, "Editor");
    await writeText(page, "kind: NetworkPolicy\nspec: {");
    await expect(page.getByRole("region", { name: "Problems" })).toBeVisible();
  },
};

async function pane(page, name) {
  if (page.viewportSize().width < NARROW) {
    await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name }).click();
  }
}

async function show(page, view) {
  await page.getByRole("group", { name: "Show as" }).getByRole("button", { name: view }).click();
}

/**
 * What can be pressed and is smaller than 24 px, with its size. A wire is a line, and the matrix
 * has it as a cell; folded lines are as high as a line of text.
 */
function smallTargets(page) {
  return page.evaluate(() => {
    const pressed = "a[href], button, input:not([type=hidden], [type=file]), select, summary, textarea, [role=button], [role=tab], [role=switch], [role=gridcell], [tabindex='0']";
    const isSeen = (it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !it.closest(".visually-hidden, .diagram-wire, .code-fold");
    return [...document.querySelectorAll(pressed)].filter(isSeen).flatMap((it) => {
      const own = (it.closest("label") ?? it).getBoundingClientRect();
      // A line is wider to grab than to see.
      const grip = getComputedStyle(it, "::after");
      const [width, height] = [Math.max(own.width, parseFloat(grip.width) || 0), Math.max(own.height, parseFloat(grip.height) || 0)];
      const size = `${Math.round(width * 10) / 10} × ${Math.round(height * 10) / 10}`;
      return Math.min(width, height) < 23.95 ? [`${it.getAttribute("class")} (${it.textContent.trim().slice(0, 20)}): ${size}`] : [];
    });
  });
}

function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

for (const viewport of SIZES) {
  for (const colorScheme of ["light", "dark"]) {
    test(`nothing is in anybody's way, ${viewport.width} × ${viewport.height}, ${colorScheme}`, async ({ page }) => {
      test.slow();
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto("./");
      await expect(diagram(page)).toBeVisible();
      const found = {};
      for (const [name, come] of Object.entries(VIEWS)) {
        await test.step(name, () => come(page));
        // What lies under an open menu cannot be pressed anyway.
        const covered = ["examples", "share"].includes(name) ? ["target-size"] : [];
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).disableRules(covered).analyze();
        const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.target).join(", ")}`);
        faults.push(...(await smallTargets(page)));
        const wide = await overflow(page);
        if (wide > 0) faults.push(`${wide} px too wide`);
        if (faults.length > 0) found[name] = faults;
        if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${viewport.width}-${colorScheme}-${name}.png` });
      }
      expect(found).toEqual({});
    });
  }
}

test("what is told by colour is told without colours, too", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await ask(page, "staging/frontend", "staging/api");
  const kinds = await diagram(page)
    .locator(".diagram-wire[data-item]")
    .evaluateAll((all) => {
      const look = (it) => {
        const { strokeDasharray, strokeWidth } = getComputedStyle(it.querySelector(".diagram-wire__line"));
        return `${strokeDasharray} ${strokeWidth}`;
      };
      return Object.fromEntries(all.map((it) => [it.dataset.kind, look(it)]));
    });
  expect(new Set(Object.values(kinds)).size).toBe(Object.keys(kinds).length);
  expect(Object.keys(kinds).sort()).toEqual(["admitted", "denied", "open"]);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/forced-diagram.png` });
  await show(page, "Matrix");
  await expect(page.getByRole("grid")).toBeVisible();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/forced-matrix.png` });
  await show(page, "Policies");
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/forced-policies.png` });
});
