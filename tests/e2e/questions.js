// What a reader does and sees, in words of the reader.

/** The bar that asks about one pair. */
export function question(page) {
  return page.getByRole("group", { name: "Can … reach …?" });
}

/** The region that explains the pair in focus. */
export function explanation(page) {
  return page.getByRole("region", { name: "Explanation" });
}

/** The picture. */
export function diagram(page) {
  return page.getByRole("group", { name: "Reachability diagram" });
}

/** Asks about a pair and returns the region that answers. */
export async function ask(page, source, destination) {
  await question(page).getByLabel("Source").selectOption(source);
  await question(page).getByLabel("Destination").selectOption(destination);
  return explanation(page);
}

/** The edge of the diagram between two places. */
export function edge(page, source, destination) {
  return diagram(page).getByRole("button", { name: new RegExp(`^${source} to ${destination}:`) });
}

/** A workload of the diagram. */
export function node(page, name) {
  return diagram(page).getByRole("button", { name: new RegExp(`^${name}: ingress`) });
}

/** One branch of the explanation, by its letter. */
export function branch(page, letter) {
  return explanation(page).getByRole("article", { name: new RegExp(`^Branch ${letter}:`) });
}

/** The clauses of a branch as `yes namespace env=qa`, from top to bottom. */
export async function clauses(card) {
  return card.locator(".clause").evaluateAll((all) =>
    all.map((it) => {
      const what = it.querySelector(".clause__what").textContent.trim();
      return `${it.dataset.held} ${what.replace(/\s+/g, " ")}`;
    }),
  );
}

/** The lines of the open text that stand out as part of what is in focus. */
export async function litLines(page) {
  const lines = page.locator(".code-line[data-branch=on]");
  return lines.evaluateAll((all) => all.map((it) => Number(it.dataset.line)));
}

/** The text area of a tab, opened. */
export async function openText(page, name) {
  await page.getByRole("tab", { name }).click();
  return page.getByRole("textbox", { name });
}

/** Puts the caret before a column (from 1) of a line (from 1), with keys alone. */
export async function moveCaret(page, line, column) {
  await page.keyboard.press("Control+Home");
  for (let down = 1; down < line; down += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  for (let right = 1; right < column; right += 1) await page.keyboard.press("ArrowRight");
}

/** Opens an example by its title. */
export async function openExample(page, title) {
  await page.getByRole("button", { name: "Examples", exact: true }).click();
  await page.getByRole("button", { name: new RegExp(`^${title} `) }).click();
}
