// Lessons: read, foretold, worked on and kept; by keys, by pointer, and the long one to its end.

import { expect, test } from "./playground.js";
import { diagram, editorReady, explanation, openExample, openText, question, text, writeText } from "./questions.js";

const lesson = (page) => page.getByRole("region", { name: "Lesson", exact: true });
const goals = (page) => page.getByRole("region", { name: "Goals" });
const goal = (page, words) => goals(page).getByRole("listitem").filter({ hasText: words });
const prediction = (page) => page.getByRole("region", { name: "Your prediction" });
const list = (page) => page.getByRole("region", { name: "Lessons", exact: true });

/** Opens a lesson by its link. */
async function openLesson(page, id) {
  await page.goto(`./#lesson=${id}`);
  await expect(lesson(page).getByRole("heading", { level: 2 })).toBeVisible();
  await editorReady(page);
}

/** Waits until so many goals hold. */
async function held(page, words) {
  await expect(goals(page).getByRole("status")).toHaveText(words);
}

/** Puts one text in place of another in the open file. */
async function replace(page, before, after) {
  const old = await text(page);
  expect(old).toContain(before);
  await writeText(page, old.replace(before, after));
}

test("a lesson is done with a pointer", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("banner").getByRole("link", { name: "Lessons" }).click();
  await expect(list(page)).toContainText("0 of 12 done");
  await list(page).getByRole("link", { name: /Labels, selectors/ }).click();
  await expect(page).toHaveURL(/#lesson=03-labels$/);

  // The prediction comes first: neither picture nor goals tell.
  await expect(diagram(page)).toBeHidden();
  await expect(goals(page).getByRole("status")).toHaveText("");
  await prediction(page).getByRole("button", { name: "Denied" }).click();
  await expect(prediction(page)).toContainText("Not this time");
  await expect(prediction(page)).toContainText("It is allowed.");
  await expect(diagram(page)).toBeVisible();
  await expect(explanation(page)).toContainText("report reaches db");
  await held(page, "2 of 3");
  await prediction(page).getByRole("button", { name: "Allowed" }).click();
  await expect(prediction(page)).toContainText("You are right.");

  // A fact of the text can be seen.
  await lesson(page).getByRole("link", { name: "kept out" }).click();
  await expect(explanation(page)).toContainText("web cannot reach db");
  await expect(page).toHaveURL(/#lesson=03-labels$/);

  await lesson(page).getByRole("button", { name: "Next" }).click();
  await expect(lesson(page)).toContainText("Step 2 of 2");
  await expect(explanation(page)).toContainText("report reaches db");
  await replace(page, "NotIn, values: [frontend]", "In, values: [backend]");
  await held(page, "3 of 3");
  await expect(lesson(page)).toContainText("Every goal holds.");
  await lesson(page).getByRole("link", { name: /^Next lesson: One dash/ }).click();
  await expect(lesson(page)).toContainText("Lesson 4 of 12");
  await lesson(page).getByRole("link", { name: "All lessons" }).click();
  await expect(list(page)).toContainText("1 of 12 done");
  await expect(list(page).getByRole("link", { name: /Labels, selectors/ })).toContainText("done");

  // Back in the history is back in the course.
  await page.goBack();
  await expect(lesson(page)).toContainText("Lesson 4 of 12");
});

test("a lesson is done with keys alone", async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  const reach = async (target, key = "Tab") => {
    for (let step = 0; step < 90; step += 1) {
      if (await target.evaluate((it) => it === document.activeElement)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`no way to ${target}`);
  };
  const press = async (target, key) => {
    await reach(target, key);
    await page.keyboard.press("Enter");
  };
  await press(page.getByRole("button", { name: "Examples", exact: true }));
  await reach(page.getByRole("searchbox", { name: "Find an example" }));
  await page.keyboard.type("one DASH");
  await press(page.getByRole("link", { name: /^Lesson: One dash/ }));
  await expect(lesson(page)).toContainText("Lesson 4 of 12");
  await press(prediction(page).getByRole("button", { name: "Allowed" }));
  await expect(prediction(page)).toContainText("You are right.");
  await press(lesson(page).getByRole("button", { name: "Next" }));
  await expect(lesson(page)).toContainText("Step 2 of 3");
  await editorReady(page);
  await reach(page.locator(".cm-content"));
  // The dash before the second selector goes.
  await page.keyboard.press("Control+Home");
  for (let line = 1; line < 12; line += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("Delete");
  await page.keyboard.type(" ");
  await held(page, "3 of 3");
  await press(lesson(page).getByRole("button", { name: "Leave" }), "Shift+Tab");
  await expect(lesson(page)).toBeHidden();
  await expect(page.getByRole("tab", { name: "Policies" })).toBeVisible();
});

test("the founding exercise is done to its end, from hint to hint", async ({ page }) => {
  test.slow();
  await openLesson(page, "12-leaky-policies");
  const steps = await lesson(page).getByText(/^Step 1 of \d+$/).textContent();
  const last = Number(steps.split(" ").at(-1));
  for (let step = 1; step < last; step += 1) {
    if (await prediction(page).isVisible()) await prediction(page).getByRole("button", { name: "Allowed" }).click();
    await lesson(page).getByRole("button", { name: "Next" }).click();
    await expect(lesson(page)).toContainText(`Step ${step + 1} of ${last}`);
  }
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(goals(page).getByRole("status")).toHaveText(/^\d+ of 15$/);
  for (let round = 0; round < 15; round += 1) {
    const before = await goals(page).getByRole("status").textContent();
    if (before === "15 of 15") break;
    await goals(page).getByRole("button", { name: /^Hint: / }).first().click();
    const stronger = goals(page).getByRole("button", { name: /^A stronger hint/ });
    const write = goals(page).getByRole("button", { name: "Write it" });
    await expect(stronger.or(write)).toBeVisible();
    while (!(await write.isVisible())) await stronger.click();
    await write.click();
    await expect(goals(page).getByRole("status")).not.toHaveText(before);
  }
  await held(page, "15 of 15");
  await expect(lesson(page)).toContainText("That was the last lesson.");
});

test("hints come in three strengths, and follow the text", async ({ page }) => {
  await openLesson(page, "04-and-or");
  await prediction(page).getByRole("button", { name: "Allowed" }).click();
  const grafana = goal(page, "monitoring/grafana");
  await grafana.getByRole("button", { name: /^Hint/ }).click();
  const hints = grafana.getByRole("list", { name: "Hints" }).getByRole("listitem");
  await expect(hints).toHaveCount(1);
  await expect(hints.first()).toContainText("let through by shop/cache");
  await grafana.getByRole("button", { name: /^A stronger hint/ }).click();
  await expect(hints).toHaveCount(2);
  await expect(hints.last()).toContainText("spec.ingress[0].from[0]");
  await expect(grafana.getByRole("button", { name: "Write it" })).toBeHidden();
  await hints.last().getByRole("button", { name: /^lines? / }).click();
  await expect(page.locator(".cm-content")).toBeFocused();
  await grafana.getByRole("button", { name: /^A stronger hint/ }).click();
  await expect(hints).toHaveCount(3);
  const before = await text(page);
  await grafana.getByRole("button", { name: "Write it" }).click();
  await held(page, "3 of 3");
  // It is a change like any other.
  await lesson(page).getByRole("button", { name: "Undo" }).click();
  await held(page, "1 of 3");
  expect(await text(page)).toBe(before);
});

test("a solution can be seen and undone, and a lesson started again", async ({ page }) => {
  await openLesson(page, "02-selecting-isolates");
  await page.getByRole("button", { name: "Show it anyway" }).or(diagram(page)).first().waitFor();
  await openText(page, "policies.yaml");
  const start = await text(page);
  await lesson(page).getByRole("button", { name: "Show a solution" }).click();
  await expect.poll(() => text(page)).not.toBe(start);
  await lesson(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => text(page)).toBe(start);
  await writeText(page, "# mine\n");
  await lesson(page).getByRole("button", { name: "Start again" }).click();
  await expect.poll(() => text(page)).toBe(start);
  await lesson(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => text(page)).toBe("# mine\n");
});

test("what is given can only be read, and says why", async ({ page }) => {
  await openLesson(page, "03-labels");
  await openText(page, "cluster.yaml");
  await expect(page.getByText("This text is given")).toBeVisible();
  const before = await text(page);
  await page.locator(".cm-content").focus();
  await page.keyboard.type("mine");
  expect(await text(page)).toBe(before);
  await expect(page.locator(".cm-content")).toHaveAttribute("aria-readonly", "true");
  await expect(page.getByRole("button", { name: "Add a file" })).toBeHidden();
  await openText(page, "policies.yaml");
  await expect(page.getByText("This text is given")).toBeHidden();
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# mine\n");
  await expect.poll(() => text(page)).toContain("# mine");
});

test("progress is kept, and the own text comes back", async ({ page }) => {
  await page.goto("./");
  await writeText(page, "# my own draft\n");
  await page.getByRole("banner").getByRole("link", { name: "Lessons" }).click();
  await list(page).getByRole("link", { name: /Labels, selectors/ }).click();
  await prediction(page).getByRole("button", { name: "Denied" }).click();
  await lesson(page).getByRole("button", { name: "Next" }).click();
  await replace(page, "NotIn", "In");
  await expect(lesson(page)).toContainText("Step 2 of 2");
  await page.reload();
  await expect(lesson(page)).toContainText("Step 2 of 2");
  await editorReady(page);
  expect(await text(page)).toContain("operator: In,");
  await lesson(page).getByRole("button", { name: "Back" }).click();
  await expect(prediction(page)).toContainText("Not this time");

  await lesson(page).getByRole("button", { name: "Leave" }).click();
  await expect.poll(() => text(page)).toBe("# my own draft\n");
  await expect(page).not.toHaveURL(/#/);
  await page.reload();
  await editorReady(page);
  expect(await text(page)).toBe("# my own draft\n");

  // An example takes the place of a lesson, and the draft is kept aside.
  await page.goto("./#lesson=03-labels");
  await expect(lesson(page)).toBeVisible();
  await openExample(page, "Default deny");
  await expect(lesson(page)).toBeHidden();
  await page.getByRole("button", { name: "Examples", exact: true }).click();
  await page.getByRole("button", { name: /^Your text/ }).click();
  await expect.poll(() => text(page)).toBe("# my own draft\n");
});

test("a link that leads to no lesson says so", async ({ page }) => {
  await page.goto("./#lesson=99-none");
  await expect(diagram(page)).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("there is no lesson `99-none`");
});

test("every example of the gallery is found and opens at one press", async ({ page }) => {
  await page.goto("./#example=named-port");
  await expect(question(page).getByRole("status")).toContainText("Yes");
  const menu = page.getByRole("button", { name: "Examples", exact: true });
  await menu.click();
  const all = page.getByRole("list", { name: "Examples" });
  expect(await all.getByRole("button").count()).toBeGreaterThanOrEqual(20);
  const search = page.getByRole("searchbox", { name: "Find an example" });
  await search.fill("HOLES into");
  await expect(page.getByText("1 example", { exact: true })).toBeVisible();
  await all.getByRole("button", { name: /^Internet, but not our networks/ }).click();
  await expect(all).toBeHidden();
  await editorReady(page);
  await expect.poll(() => text(page)).toContain("except");
  await menu.click();
  await expect(search).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
});
